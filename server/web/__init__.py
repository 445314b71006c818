"""What the doors that speak HTTP share: who asks, what answers, the registry for the time of a request."""
