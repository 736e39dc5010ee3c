mod topics;
