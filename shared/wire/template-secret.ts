/** The header with the secret of a template that this browser saved on the server. */
export const templateSecretHeader = 'x-template-secret'
