/** True when the page has a loopback address, which no other device can open. */
export const isThisComputerOnly = /^(localhost|127\.|\[::1\])/.test(location.hostname)
