"""What a finding is about, and whether it praises or criticises."""
