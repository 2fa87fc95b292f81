{{/*
The pod of a server of the stream, calc-graph or fan-out: they differ in what they read, so in settings and rights.
Takes root, component, values (its section), httpPort and the command's settings file as `config`; `isAdmin` where the admin API and the page are.
*/}}
{{- define "manul.serverPod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "manul.podLabels" (dict "root" $root "component" .component) | nindent 4 }}
  annotations:
    # Settings are read at start, so pods have to follow them.
    checksum/config: {{ .config | sha256sum }}
    {{- with $root.Values.calcGraph.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "manul.fullname" $root }}-{{ .component }}
  automountServiceAccountToken: {{ .usesApi }}
  # The address of Redis comes from there.
  enableServiceLinks: {{ eq $root.Values.redis.mode "statefulSet" }}
  priorityClassName: {{ $root.Values.calcGraph.priorityClassName }}
  terminationGracePeriodSeconds: 15
  {{- with include "manul.serverNetwork" $root }}
  {{- . | nindent 2 }}
  {{- end }}
  {{- with include "manul.pullSecrets" $root }}
  {{- . | trim | nindent 2 }}
  {{- end }}
  securityContext:
    {{- include "manul.restrictedPod" . | nindent 4 }}
  containers:
    - name: {{ .component }}
      image: {{ include "manul.image" (dict "root" $root "image" $root.Values.calcGraph.image) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: [calc-graph, --config, /etc/manul/config.yaml]
      {{- if eq $root.Values.redis.mode "statefulSet" }}
      env:
        - name: MANUL_REDIS
          value: {{ printf "redis://%s" (include "manul.serviceAddress" (dict "root" $root "service" (printf "%s-redis" (include "manul.fullname" $root)) "port" 6379)) | quote }}
      {{- end }}
      ports:
        {{- if .serves }}
        - name: sync
          containerPort: {{ $root.Values.calcGraph.port }}
        {{- end }}
        - name: http
          containerPort: {{ .httpPort }}
        {{- if and .isAdmin $root.Values.admin.expose }}
        {{- range $name, $part := pick $root.Values.admin "api" "page" }}
        {{- if $part.enabled }}
        - name: {{ ternary "admin" $name (eq $name "api") }}
          containerPort: {{ $part.port }}
        {{- end }}
        {{- end }}
        {{- end }}
      {{- include "manul.probes" (dict "port" "http" "host" (ternary "127.0.0.1" "" (eq (include "manul.serverHttpHost" $root) "127.0.0.1"))) | nindent 6 }}
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      securityContext:
        {{- include "manul.restrictedContainer" . | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/manul/config.yaml
          subPath: config.yaml
          readOnly: true
        {{- if include "manul.usesTls" $root }}
        - name: server-tls
          mountPath: /etc/manul/server-tls
          readOnly: true
        {{- end }}
        {{- if eq $root.Values.identity.mode "nodeCertificate" }}
        - name: client-ca
          mountPath: /etc/manul/client-ca
          readOnly: true
        {{- end }}
        {{- if and .isAdmin (include "manul.usesAdminCa" $root) }}
        - name: admin-ca
          mountPath: /etc/manul/admin-ca
          readOnly: true
        {{- end }}
        {{- if ne $root.Values.redis.mode "none" }}
        {{- if $root.Values.redis.tls.caConfigMap }}
        - name: redis-ca
          mountPath: /etc/manul/redis-ca
          readOnly: true
        {{- end }}
        {{- if $root.Values.redis.tls.clientSecret }}
        - name: redis-tls
          mountPath: /etc/manul/redis-tls
          readOnly: true
        {{- end }}
        {{- end }}
        {{- if and (ne $root.Values.redis.mode "none") $root.Values.redis.auth.existingSecret }}
        - name: redis-password
          mountPath: /etc/manul/redis
          readOnly: true
        {{- end }}
  volumes:
    - name: config
      configMap:
        name: {{ include "manul.fullname" $root }}-{{ .component }}
    {{- if include "manul.usesTls" $root }}
    - name: server-tls
      secret:
        secretName: {{ include "manul.serverSecret" $root }}
        defaultMode: 0440
        items:
          - key: tls.crt
            path: tls.crt
          - key: tls.key
            path: tls.key
    {{- end }}
    {{- if eq $root.Values.identity.mode "nodeCertificate" }}
    {{- with $root.Values.identity.nodeCertificate.clientCa }}
    - name: client-ca
      configMap:
        name: {{ .configMap }}
        items:
          - key: {{ .key }}
            path: ca.crt
    {{- end }}
    {{- end }}
    {{- if and .isAdmin (include "manul.usesAdminCa" $root) }}
    - name: admin-ca
      configMap:
        name: {{ $root.Values.admin.clientCa.configMap }}
        items:
          - key: {{ $root.Values.admin.clientCa.key }}
            path: ca.crt
    {{- end }}
    {{- if ne $root.Values.redis.mode "none" }}
    {{- with $root.Values.redis.tls }}
    {{- if .caConfigMap }}
    - name: redis-ca
      configMap:
        name: {{ .caConfigMap }}
        items:
          - key: {{ .caKey }}
            path: ca.crt
    {{- end }}
    {{- if .clientSecret }}
    - name: redis-tls
      secret:
        secretName: {{ .clientSecret }}
        defaultMode: 0440
    {{- end }}
    {{- end }}
    {{- end }}
    {{- if and (ne $root.Values.redis.mode "none") $root.Values.redis.auth.existingSecret }}
    - name: redis-password
      secret:
        secretName: {{ $root.Values.redis.auth.existingSecret }}
        defaultMode: 0440
        items:
          - key: {{ $root.Values.redis.auth.key }}
            path: password
    {{- end }}
  nodeSelector:
    {{- toYaml $root.Values.calcGraph.nodeSelector | nindent 4 }}
  tolerations:
    {{- toYaml $root.Values.calcGraph.tolerations | nindent 4 }}
  {{- include "manul.spread" (dict "root" $root "component" .component) | trim | nindent 2 }}
{{- end -}}
