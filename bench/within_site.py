"""Runs a module of the bench inside the site that the environment names: `python -m bench.within_site bench.visits`."""

import runpy
import sys

import django

if __name__ == "__main__":
    django.setup()
    runpy.run_module(sys.argv[1], run_name="__main__")
