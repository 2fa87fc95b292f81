// Names of Felix's parameters that say nothing about chains and sets: they are known, so that a slip of the pen can be
// told from what Felix has and Manul does not need.

/** All of these besides are Felix's: its eBPF dataplane and its debugging aids. */
const families = /^(BPF|Debug)[A-Z]/;

const ignored = new Set(
  `
  AWSSrcDstCheck CalicoVersion CgroupV2Path ClusterGUID ClusterType DataplaneDriver DataplaneWatchdogTimeout
  DatastoreType DeviceRouteProtocol DeviceRouteSourceAddress DeviceRouteSourceAddressIPv6 EndpointReportingDelaySecs
  EndpointReportingEnabled EndpointStatusPathPrefix EtcdAddr EtcdCaFile EtcdCertFile EtcdEndpoints EtcdKeyFile
  EtcdScheme ExternalNodesCIDRList FeatureDetectOverride FeatureGates FelixHostname FloatingIPs
  FlowLogsCollectorDebugTrace FlowLogsFlushInterval FlowLogsGoldmaneServer FlowLogsLocalReporter
  FlowLogsPolicyEvaluationMode GenericXDPEnabled GoGCThreshold GoMaxProcs GoMemoryLimitMB HealthEnabled HealthHost
  HealthPort HealthTimeoutOverrides IPForwarding IPv4ElevatedRoutePriority IPv4NormalRoutePriority
  IPv4VXLANTunnelAddr IPv6ElevatedRoutePriority IPv6NormalRoutePriority IPv6VXLANTunnelAddr InterfaceExclude
  InterfaceRefreshInterval IpInIpEnabled IpInIpMtu IpInIpTunnelAddr IpsetsRefreshInterval IptablesBackend
  IptablesLockProbeIntervalMillis IptablesNATOutgoingInterfaceFilter IptablesPostWriteCheckIntervalSecs
  IptablesRefreshInterval Ipv6Support IstioAmbientMode IstioDSCPMark KubeNodePortRanges
  LiveMigrationRouteConvergenceTime LocalSubnetL2Reachability LocalSubnetL2ReachabilityRefreshInterval
  LogDebugFilenameRegex LogFilePath LogSeverityFile LogSeverityScreen LogSeveritySys MTUIfacePattern MaxIpsetSize
  MetadataAddr MetadataPort NATOutgoingAddress NATOutgoingExclusions NATPortRange NFTablesFlowTableDataIfacePattern
  NFTablesFlowTableOffload NFTablesMode NetlinkTimeoutSecs NftablesFilterAllowAction NftablesFilterDenyAction
  NftablesMangleAllowAction NftablesMarkMask NftablesRefreshInterval OpenstackRegion PolicySyncPathPrefix
  ProgramClusterRoutes PrometheusGoMetricsEnabled PrometheusMetricsCAFile PrometheusMetricsCertFile
  PrometheusMetricsClientAuth PrometheusMetricsEnabled PrometheusMetricsHost PrometheusMetricsKeyFile
  PrometheusMetricsPort PrometheusProcessMetricsEnabled PrometheusWireGuardMetricsEnabled RemoveExternalRoutes
  ReportingIntervalSecs ReportingTTLSecs RequireMTUFile RouteRefreshInterval RouteSource RouteSyncDisabled
  RouteTableRange RouteTableRanges SidecarAccelerationEnabled TyphaAddr TyphaCAFile TyphaCN TyphaCertFile
  TyphaK8sNamespace TyphaK8sServiceName TyphaKeyFile TyphaReadTimeout TyphaURISAN TyphaWriteTimeout
  UsageReportingEnabled UsageReportingInitialDelaySecs UsageReportingIntervalSecs UseInternalDataplaneDriver
  VXLANEnabled VXLANMTU VXLANMTUV6 VXLANTunnelMACAddr VXLANTunnelMACAddrV6 VXLANVNI Variant
  WindowsManageFirewallRules WireguardEnabled WireguardEnabledV6 WireguardHostEncryptionEnabled
  WireguardListeningPort WireguardListeningPortV6 WireguardMTU WireguardMTUV6 WireguardPersistentKeepAlive
  WireguardRoutingRulePriority WireguardThreadingEnabled WorkloadSourceSpoofing XDPEnabled XDPRefreshInterval
  `
    .trim()
    .split(/\s+/),
);

/** Whether the name is one that Felix has and that changes nothing here. */
export function isIgnoredParameter(name: string): boolean {
  return ignored.has(name) || families.test(name);
}

/** The known name that was probably meant. */
export function nearestParameter(name: string, used: readonly string[]): string | undefined {
  const known = [...used, ...ignored];
  const lower = name.toLowerCase();
  return (
    known.find((candidate) => candidate.toLowerCase() === lower) ??
    known.find((candidate) => distance(lower, candidate.toLowerCase()) <= 2)
  );
}

/** Insertions, deletions and replacements between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const [left = 0, above = 0, before = 0] = [next[j - 1], row[j], row[j - 1]];
      next.push(Math.min(above + 1, left + 1, before + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
