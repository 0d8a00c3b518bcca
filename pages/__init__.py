"""WHAT PEOPLE SEE: layout and widgets. Every page lies one folder deeper."""
