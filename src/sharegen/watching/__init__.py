"""The designer's wall: all pictures of a project, made again as their files are saved.

lookout (which files were saved) → edition (load, plan, make what changed) → board (the page's
parts) → wall (the page in a folder), with what is drawn over pictures (tracing) made while nothing
is saved; session runs them.
"""
