"""What every page shares: frame, navigation, downloads, charts and maps."""
