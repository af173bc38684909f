/** What a vessel says of itself over AIS. All parts may be missing: nobody checks what a crew keys in. */
export interface VesselParticulars {
  readonly name: string
  readonly callsign: string
  /** Seven digits. */
  readonly imo: number
  /** Type of ship and cargo, 0 to 99 (ITU-R M.1371-5, table 53): 30 fishing, 60-69 passengers, 70-79 cargo, 80-89 tanker. */
  readonly shipType: number
  readonly lengthM: number
  readonly beamM: number
  readonly draughtM: number
  readonly destination: string
  /** 0 to 15: 0 under way, 1 at anchor, 5 moored, 7 fishing. */
  readonly navStatus: number
}
