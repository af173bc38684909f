/** The little of Leaflet 1.9 that the bench calls. */
declare module 'leaflet' {
  interface Renderer {
    _redraw(): void
  }
  interface Marker {
    addTo(map: LeafletMap): Marker
    setLatLng(at: [lat: number, lon: number]): Marker
  }
  interface LeafletMap {
    remove(): void
  }
  const L: {
    canvas(): Renderer
    map(element: HTMLElement, options: object): LeafletMap
    circleMarker(at: [lat: number, lon: number], options: object): Marker
  }
  export default L
}
declare module 'leaflet/dist/leaflet.css' {}
