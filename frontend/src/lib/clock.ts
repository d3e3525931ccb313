/** The time now as the program writes it: RFC 3339 in UTC. */
export const now = (): string => new Date().toISOString();
