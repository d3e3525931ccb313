/** Make an id for something new: the client's lower-case UUID. */
export const newId = (): string => crypto.randomUUID();
