"""What the words of one row say: mentions, targets, the figures achieved, stages and milestones. No pandas."""
