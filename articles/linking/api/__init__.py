"""What patients read now, for machines: /api/v1/"""
