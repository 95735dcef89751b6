"""Verified downloads: bytes from a registry or a hub, kept only when their sha256 is the published one."""
