"""What is being done in the background, how far is it, and how does it go on after a restart?"""
