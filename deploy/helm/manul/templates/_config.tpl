{{/*
The services' settings, as the YAML files that they read. Keys are theirs (`manul calc-graph --help`); an unknown one
stops the service with an error that names it, so none is written that the installed version may not have.
*/}}

{{- define "manul.tlsServerSettings" -}}
{{- if include "manul.usesTls" . }}
tlsCertFile: /etc/manul/server-tls/tls.crt
tlsKeyFile: /etc/manul/server-tls/tls.key
{{- if eq .Values.identity.mode "nodeCertificate" }}
tlsClientCaFile: /etc/manul/client-ca/ca.crt
{{- else }}
tokenAudience: manul
tokenUsers:
  - system:serviceaccount:{{ .Release.Namespace }}:{{ include "manul.fullname" . }}-driver
{{- end }}
{{- else }}
insecure: true
{{- end }}
{{- end -}}

{{/* Who signs administrators' certificates where that is not who signs those of nodes. */}}
{{- define "manul.usesAdminCa" -}}
{{- if and .Values.admin.expose (eq .Values.identity.mode "token") }}true{{ end -}}
{{- end -}}

{{- define "manul.adminSettings" }}
{{- $host := ternary .Values.listenHost "127.0.0.1" .Values.admin.expose }}
{{- if .Values.admin.api.enabled }}
admin: {{ printf "%s:%v" $host .Values.admin.api.port | quote }}
{{- end }}
{{- if .Values.admin.page.enabled }}
page: {{ printf "%s:%v" $host .Values.admin.page.port | quote }}
{{- end }}
{{- if or .Values.admin.api.enabled .Values.admin.page.enabled }}
administrators:
  {{- toYaml .Values.admin.administrators | nindent 2 }}
{{- end }}
{{- if include "manul.usesAdminCa" . }}
tlsClientCaFile: /etc/manul/admin-ca/ca.crt
{{- end }}
{{- end -}}

{{- define "manul.tracingSettings" }}
{{- with .Values.tracing.endpoint }}
tracesEndpoint: {{ . }}
{{- end }}
{{- end -}}

{{- define "manul.calcGraphConfig" -}}
source: kubernetes
endpointToHostAction: {{ lower .Values.driver.endpointToHostAction }}
events: {{ ternary .Values.enforcement.events "mistakes" (or (ne .Values.enforcement.events "all") (ne (include "manul.knowsAllNodes" .) "")) }}
policyConditions: {{ .Values.enforcement.policyConditions }}
podReadinessGates: {{ .Values.enforcement.podReadinessGates }}
listen: {{ printf "%s:%v" .Values.listenHost .Values.calcGraph.port | quote }}
http: {{ printf "%s:%v" (include "manul.serverHttpHost" .) .Values.calcGraph.httpPort | quote }}
{{- include "manul.tlsServerSettings" . }}
{{- include "manul.adminSettings" . }}
{{- include "manul.tracingSettings" . }}
{{- if .Values.tracing.endpoint }}
tracesRatio: {{ divf .Values.tracing.percent 100 }}
{{- end }}
{{- if ne .Values.redis.mode "none" }}
role: {{ ternary "leader" "all" .Values.fanOut.enabled }}
election: {{ ternary "redis" (printf "lease:%s/%s" .Release.Namespace (include "manul.fullname" .)) (eq .Values.redis.election "redis") }}
{{- include "manul.redisSettings" . }}
{{- end }}
{{- end -}}

{{- define "manul.redisSettings" }}
redis: {{ include "manul.redisUrl" . }}
{{- if .Values.redis.auth.existingSecret }}
redisPasswordFile: /etc/manul/redis/password
{{- end }}
{{- if .Values.redis.tls.caConfigMap }}
redisCaFile: /etc/manul/redis-ca/ca.crt
{{- end }}
{{- if .Values.redis.tls.clientSecret }}
redisCertFile: /etc/manul/redis-tls/tls.crt
redisKeyFile: /etc/manul/redis-tls/tls.key
{{- end }}
{{- end -}}

{{- define "manul.fanOutConfig" -}}
role: fan-out
listen: {{ printf "%s:%v" .Values.listenHost .Values.calcGraph.port | quote }}
http: {{ printf "%s:%v" (include "manul.serverHttpHost" .) .Values.fanOut.httpPort | quote }}
{{- include "manul.tlsServerSettings" . }}
{{- include "manul.tracingSettings" . }}
{{- include "manul.redisSettings" . }}
{{- end -}}

{{- define "manul.driverConfig" -}}
{{- with .Values.driver.servers }}
server:
  {{- toYaml . | nindent 2 }}
{{- end }}
stateDir: {{ .Values.driver.stateDir }}
felix:
  DefaultEndpointToHostAction: {{ .Values.driver.endpointToHostAction }}
{{- if .Values.driver.strict }}
strict: true
{{- end }}
{{- include "manul.tracingSettings" . }}
http: {{ printf "%s:%v" (ternary .Values.listenHost "127.0.0.1" .Values.monitoring.podMonitors.enabled) .Values.driver.httpPort | quote }}
{{- if include "manul.usesTls" . }}
tlsCaFile: /etc/manul/server-ca/ca.crt
tlsServerName: {{ include "manul.syncHost" . }}
{{- if eq .Values.identity.mode "nodeCertificate" }}
{{- with .Values.identity.nodeCertificate }}
tlsCertFile: {{ .directory }}/{{ .certFile }}
tlsKeyFile: {{ .directory }}/{{ .keyFile }}
{{- end }}
{{- else }}
tokenFile: /var/run/secrets/manul/token
{{- end }}
{{- else }}
insecure: true
{{- end }}
{{- end -}}

{{/* The chart's settings with the operator's over them, as one file. */}}
{{- define "manul.merged" -}}
{{- mergeOverwrite (fromYaml .base) .own | toYaml -}}
{{- end -}}
