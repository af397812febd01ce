"""The screens' tests wait for frames, so frames come often; Textual reads this when it is imported."""

import os

os.environ["TEXTUAL_FPS"] = "500"
