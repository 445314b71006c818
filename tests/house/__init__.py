"""What the house holds of itself: its rooms, its words, what it leans on."""
