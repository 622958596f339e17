"""The floor that the chosen libraries set: read a plan, validate its targets, print one table. Nothing else."""

import sys

import pydantic
import yaml
from rich import console, table

Target = pydantic.create_model("Target", id=str, text=str, lead=str, theme=str, unit=(str, ""))
with open(sys.argv[1], "rb") as file:  # noqa: PTH123
    targets = [Target.model_validate(each) for each in yaml.load(file, Loader=yaml.CSafeLoader)["targets"]]
shown = table.Table("id", "text", "unit", "lead", "theme")
for each in targets:
    shown.add_row(each.id, each.text, each.unit, each.lead, each.theme)
console.Console(width=120).print(shown)
