/** The page has an address that every device takes for itself: no phone comes here by it. */
export const isThisComputerOnly = /^(localhost|127\.|\[::1\])/.test(location.hostname)
