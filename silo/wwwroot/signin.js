// Who is asking. Where the silo asks nobody who they are, there is no token and everything is allowed.
export const start = async () => {};
export const ask = fetch.bind(window);
export const may = () => true;
export const isPersonal = () => false;
export const signOut = () => {};
