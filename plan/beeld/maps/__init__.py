"""What a map of areas can show: a figure, its change, or how many figures stand out at once. Never a score."""

from plan.beeld.maps.change import change_view
from plan.beeld.maps.model import MapRow, MapView
from plan.beeld.maps.stacking import stacking_view
from plan.beeld.maps.value import value_view

__all__ = ["MapRow", "MapView", "change_view", "stacking_view", "value_view"]
