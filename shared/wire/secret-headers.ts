/** The header with the secret of a template that this browser saved on the server. */
export const templateSecretHeader = 'x-template-secret'

/** The header with the secret of a server on which only people who know it may open boards, percent-encoded. */
export const createSecretHeader = 'x-create-secret'
