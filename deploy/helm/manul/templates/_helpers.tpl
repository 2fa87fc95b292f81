{{- define "manul.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "manul.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains (include "manul.name" .) .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "manul.name" .) | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* What a Deployment's selector may hold: it can never change, so no version is in it. */}}
{{- define "manul.selectorLabels" -}}
app.kubernetes.io/name: {{ include "manul.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "manul.labels" -}}
{{ include "manul.selectorLabels" . }}
app.kubernetes.io/part-of: manul
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* No version here either: an upgrade of the chart alone starts no pod anew. */}}
{{- define "manul.podLabels" -}}
{{ include "manul.selectorLabels" . }}
app.kubernetes.io/part-of: manul
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* A digest names one image for ever, so it wins over the tag. */}}
{{- define "manul.image" -}}
{{- $name := printf "%s/%s" (trimSuffix "/" .root.Values.image.registry) .image.repository -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $name .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (.root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{- define "manul.pullSecrets" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Pods that need nothing of their node: as the restricted Pod Security Standard demands, and a read-only root. */}}
{{- define "manul.restrictedPod" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "manul.restrictedContainer" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Root, or the capabilities would not be effective in iptables and ipset; but no more than those two. */}}
{{- define "manul.driverPrivileges" -}}
runAsUser: 0
runAsGroup: 0
privileged: false
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
  add: [NET_ADMIN, NET_RAW]
{{- with .Values.driver.seLinuxOptions }}
seLinuxOptions:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{/* Replicas on different nodes; one node lost must not take them all. */}}
{{- define "manul.spread" -}}
{{- $term := dict "topologyKey" "kubernetes.io/hostname" "labelSelector" (dict "matchLabels" (fromYaml (include "manul.selectorLabels" .))) -}}
{{- if eq .root.Values.calcGraph.antiAffinity "required" }}
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - {{- toYaml $term | nindent 8 }}
{{- else if eq .root.Values.calcGraph.antiAffinity "preferred" }}
affinity:
  podAntiAffinity:
    preferredDuringSchedulingIgnoredDuringExecution:
      - weight: 100
        podAffinityTerm:
          {{- toYaml $term | nindent 10 }}
{{- end }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "manul.selectorLabels" . | nindent 8 }}
{{- end -}}

{{- define "manul.probes" -}}
livenessProbe:
  httpGet:
    path: /livez
    port: {{ .port }}
    {{- with .host }}
    host: {{ . | quote }}
    {{- end }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /readyz
    port: {{ .port }}
    {{- with .host }}
    host: {{ . | quote }}
    {{- end }}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end -}}

{{/*
Servers run on their node's network. On the pods' network a new server would need a driver to know it before it could
reach the API server, and the driver a server: after an outage of all servers neither would come back.
*/}}
{{- define "manul.serverNetwork" -}}
{{- if .Values.hostNetwork -}}
hostNetwork: true
dnsPolicy: ClusterFirstWithHostNet
{{- end -}}
{{- end -}}

{{/* Where metrics, probes and /status are: for the node alone unless Prometheus is to read them. */}}
{{- define "manul.serverHttpHost" -}}
{{- ternary "127.0.0.1" .Values.listenHost (and .Values.hostNetwork (not .Values.monitoring.podMonitors.enabled)) -}}
{{- end -}}

{{/* The Service that drivers connect to: the fan-out servers where there are any. */}}
{{- define "manul.syncService" -}}
{{- printf "%s-%s" (include "manul.fullname" .) (ternary "fan-out" "calc-graph" .Values.fanOut.enabled) -}}
{{- end -}}

{{- define "manul.syncHost" -}}
{{- printf "%s.%s.svc" (include "manul.syncService" .) .Release.Namespace -}}
{{- end -}}

{{/* Every name that a driver may know a server by. */}}
{{- define "manul.dnsNames" -}}
{{- $namespace := .Release.Namespace -}}
{{- $names := list -}}
{{- range ternary (list "calc-graph" "fan-out" "admin") (list "calc-graph" "fan-out") .Values.admin.expose -}}
{{- $service := printf "%s-%s" (include "manul.fullname" $) . -}}
{{- $names = concat $names (list $service (printf "%s.%s" $service $namespace) (printf "%s.%s.svc" $service $namespace)) -}}
{{- end -}}
{{- concat $names .Values.certificates.extraDnsNames | toJson -}}
{{- end -}}

{{/*
host:port of one of our Services by its cluster IP, which the kubelet puts into pods that start after it was made. Names do
not do: the cluster's DNS is pods, and may need Manul before it answers.
*/}}
{{- define "manul.serviceAddress" -}}
{{- $host := printf "$(%s_SERVICE_HOST)" (.service | upper | replace "-" "_") -}}
{{- printf "%s:%v" (ternary (printf "[%s]" $host) $host (hasPrefix "[" .root.Values.listenHost)) .port -}}
{{- end -}}

{{- define "manul.usesTls" -}}
{{- if ne .Values.identity.mode "none" }}true{{ end -}}
{{- end -}}

{{- define "manul.serverSecret" -}}
{{- if eq .Values.certificates.mode "provided" -}}
{{- required "certificates.provided.secret is needed with certificates.mode=provided" .Values.certificates.provided.secret -}}
{{- else -}}
{{- printf "%s-server-tls" (include "manul.fullname" .) -}}
{{- end -}}
{{- end -}}

{{/* Where the authorities of the servers' certificates come from, as a volume source. */}}
{{- define "manul.serverCaVolume" -}}
{{- if eq .Values.certificates.mode "job" -}}
configMap:
  name: {{ include "manul.fullname" . }}-server-ca
{{- else if eq .Values.certificates.mode "certManager" -}}
secret:
  secretName: {{ include "manul.serverCaSecret" . }}
  items:
    - key: ca.crt
      path: ca.crt
{{- else -}}
configMap:
  name: {{ required "certificates.provided.caConfigMap is needed with certificates.mode=provided" .Values.certificates.provided.caConfigMap }}
{{- end -}}
{{- end -}}

{{/* cert-manager writes ca.crt beside each certificate. Drivers get it from one whose key opens nothing. */}}
{{- define "manul.serverCaSecret" -}}
{{- printf "%s-server-ca" (include "manul.fullname" .) -}}
{{- end -}}

{{- define "manul.redisUrl" -}}
{{- if eq .Values.redis.mode "external" -}}
{{- required "redis.url is needed with redis.mode=external" .Values.redis.url -}}
{{- else -}}
{{- printf "redis://%s-redis.%s.svc:6379" (include "manul.fullname" .) .Release.Namespace -}}
{{- end -}}
{{- end -}}

{{/* One server has all nodes, or they tell each other: otherwise each can speak for its own alone. */}}
{{- define "manul.knowsAllNodes" -}}
{{- if or (ne .Values.redis.mode "none") (le (int .Values.calcGraph.replicas) 1) }}true{{ end -}}
{{- end -}}

{{/* Ports that are taken on one node, or in one pod, as a list in JSON. */}}
{{- define "manul.takenPorts" -}}
{{- $ports := list .Values.calcGraph.port .Values.calcGraph.httpPort -}}
{{- if .Values.admin.api.enabled }}{{ $ports = append $ports .Values.admin.api.port }}{{ end -}}
{{- if .Values.admin.page.enabled }}{{ $ports = append $ports .Values.admin.page.port }}{{ end -}}
{{- if .Values.hostNetwork -}}
{{- if .Values.driver.enabled }}{{ $ports = append $ports .Values.driver.httpPort }}{{ end -}}
{{- if .Values.fanOut.enabled }}{{ $ports = append $ports .Values.fanOut.httpPort }}{{ end -}}
{{- if eq .Values.redis.mode "statefulSet" }}{{ $ports = append $ports 6379 }}{{ end -}}
{{- end -}}
{{- toJson $ports -}}
{{- end -}}

{{/* What cannot work is said before anything is installed. */}}
{{- define "manul.validate" -}}
{{- $ports := include "manul.takenPorts" . | fromJsonArray -}}
{{- if ne (len $ports) (len (uniq $ports)) -}}
{{- fail (printf "two of these have one port of a node: %s. See the values that end in port or httpPort" (join ", " $ports)) -}}
{{- end -}}
{{- if and .Values.driver.remove (not .Values.driver.enabled) -}}
{{- fail "driver.remove needs driver.enabled: it is the drivers' pods that clean their nodes" -}}
{{- end -}}
{{- with .Values.fanOut -}}
{{- if and .enabled .autoscaling.enabled (gt (int .autoscaling.minReplicas) (int .autoscaling.maxReplicas)) -}}
{{- fail "fanOut.autoscaling.minReplicas is larger than maxReplicas" -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.identity.mode "token") (semverCompare "<1.30.0-0" .Capabilities.KubeVersion.Version) -}}
{{- fail "identity.mode=token needs Kubernetes 1.30, whose tokens name a node: set identity.mode=nodeCertificate" -}}
{{- end -}}
{{- with .Values.admin -}}
{{- if and .expose (not (or .api.enabled .page.enabled)) -}}
{{- fail "admin.expose needs admin.api.enabled or admin.page.enabled" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.admin.expose (eq .Values.identity.mode "none") -}}
{{- fail "admin.expose needs TLS: set identity.mode to token or nodeCertificate" -}}
{{- end -}}
{{- if and (include "manul.usesAdminCa" .) (not .Values.admin.clientCa.configMap) -}}
{{- fail "admin.clientCa.configMap is needed with admin.expose: it says whose certificates administrators show" -}}
{{- end -}}
{{- if and .Values.fanOut.enabled (eq .Values.redis.mode "none") -}}
{{- fail "fanOut.enabled needs Redis: set redis.mode to external or statefulSet" -}}
{{- end -}}
{{- if and .Values.enforcement.policyConditions (not (include "manul.knowsAllNodes" .)) -}}
{{- fail "enforcement.policyConditions needs Redis, or one replica: set redis.mode, or calcGraph.replicas=1" -}}
{{- end -}}
{{- if and .Values.hostNetwork (eq .Values.redis.mode "statefulSet") (not .Values.redis.auth.existingSecret) -}}
{{- fail "redis.auth.existingSecret is needed with redis.mode=statefulSet: Redis answers at its node's address" -}}
{{- end -}}
{{- end -}}
