/** The part of ggencoder that is used; the package brings no types. */
declare module 'ggencoder' {
  export class AisDecode {
    /** `session` keeps the parts of one message; it must be another object for each message. */
    constructor(sentence: string, session: object)
    readonly valid: boolean
    readonly error: string
    readonly aistype?: number
    readonly mmsi?: string
    readonly lon?: number
    readonly lat?: number
    /** Knots; 102.3: not known (63 in type 27). */
    readonly sog?: number
    /** Degrees; 360 and more: not known. */
    readonly cog?: number
    /** Degrees; 511: not known. */
    readonly hdg?: number
    readonly navstatus?: number
    readonly imo?: number
    readonly callsign?: string
    readonly shipname?: string
    /** Type of ship and cargo, ITU-R M.1371 table 53. */
    readonly cargo?: number
    /** Metres. */
    readonly length?: number
    readonly width?: number
    readonly draught?: number
    readonly destination?: string
  }
  const ggencoder: { readonly AisDecode: typeof AisDecode }
  export default ggencoder
}
