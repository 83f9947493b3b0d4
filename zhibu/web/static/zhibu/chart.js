// Draws each chart from the options that the page carries as JSON; loads the chart library only where one is shown.

const libraries = new Map();

function load(address) {
  if (!libraries.has(address)) {
    libraries.set(address, new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }));
  }
  return libraries.get(address);
}

async function draw(canvas) {
  const option = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
  canvas.style.height = `${canvas.dataset.height}px`;
  await load(canvas.dataset.library);
  const chart = window.echarts.init(canvas, null, { renderer: "svg" });
  chart.setOption({ animation: false, ...option });
  new ResizeObserver(() => chart.resize()).observe(canvas);
  window.addEventListener("beforeprint", () => chart.resize());
  // A bar or point may carry the address of what it counts.
  chart.on("click", ({ data }) => { if (data?.url) window.location = data.url; });
}

const drawAll = (root) => {
  for (const canvas of root.querySelectorAll("[data-chart]:empty")) draw(canvas);
};

drawAll(document);
document.addEventListener("htmx:afterSwap", (event) => drawAll(event.detail.target));
