export function staffTests() {}
