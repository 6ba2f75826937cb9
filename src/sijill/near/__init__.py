"""Near duplicates: exhibits that look or read alike, shown with how far apart they are, never merged."""

from sijill.near.files import near_files
from sijill.near.groups import Group, Near, Uncompared
from sijill.near.in_register import near_register, show

__all__ = ["Group", "Near", "Uncompared", "near_files", "near_register", "show"]
