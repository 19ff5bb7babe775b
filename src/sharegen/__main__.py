"""`python -m sharegen`."""

from sharegen.cli import main

if __name__ == "__main__":
    main()
