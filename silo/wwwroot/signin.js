// Who is asking. Where the silo asks nobody who they are, there is no token and everything is allowed.
export const token = () => null;
export const may = () => true;
