"""The stages in order over one register: what ``demo`` runs first and ``rebuild`` runs again."""
