"""Who is somebody, whom do they work for, and what may they do where?"""
