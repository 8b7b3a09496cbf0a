// No page of the guide needs the framework in the browser; a group that does says so with its reason.
export const csr = false;
