mod associateduser;
