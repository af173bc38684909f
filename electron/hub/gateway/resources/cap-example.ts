/** The scene of the README as a CAP 1.2 message: for the interface description, the guide and the tests. */
export const CAP_EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>CN-330327-20260728-0001</identifier>
  <sender>110@cangnan.example</sender>
  <sent>2026-07-28T14:03:00+08:00</sent>
  <status>Actual</status>
  <msgType>Alert</msgType>
  <scope>Restricted</scope>
  <restriction>Emergency services</restriction>
  <info>
    <language>zh-CN</language>
    <category>Rescue</category>
    <event>人员走失</event>
    <urgency>Immediate</urgency>
    <severity>Extreme</severity>
    <certainty>Observed</certainty>
    <parameter><valueName>dinghai:kind</valueName><value>missing-person-water</value></parameter>
    <headline>观美水库上游有人走失</headline>
    <description>老人一名，上午进山后未归</description>
    <area>
      <areaDesc>马站镇观美水库上游</areaDesc>
      <circle>27.2770,120.4460 0.5</circle>
    </area>
  </info>
</alert>`
