"""Who gets what when regions work together?"""
