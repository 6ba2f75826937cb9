"""The stages in order over one register: what ``demo`` runs first and ``rebuild`` runs again."""

from sijill.flow.counting import count_and_compare, remembered
from sijill.flow.rebuild import bring_up, last_runs, rebuild

__all__ = ["bring_up", "count_and_compare", "last_runs", "rebuild", "remembered"]
