/** So many ended sessions a browser may say it had: a day of links that were switched off again and again. Taste. */
export const formerLimit = 20
