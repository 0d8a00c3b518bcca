"""The picture: how safe is it, and where."""
