"""What people decide, stored so that nothing is lost: one module per subject, one transaction per save."""
