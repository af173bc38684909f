/** The protocol of hubs that this program can show; a test holds it to that of shared/protocol. */
export const HUB_PROTOCOL = 3
