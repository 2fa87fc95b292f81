import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace felix. */
export namespace felix {

    /** IPVersion enum. */
    enum IPVersion {

        /** ANY value */
        ANY = 0,

        /** IPV4 value */
        IPV4 = 4,

        /** IPV6 value */
        IPV6 = 6
    }

    /** LiveMigrationRole enum. */
    enum LiveMigrationRole {

        /** NO_ROLE value */
        NO_ROLE = 0,

        /** SOURCE value */
        SOURCE = 1,

        /** TARGET value */
        TARGET = 2
    }

    /** RouteType enum. */
    enum RouteType {

        /** CIDR_INFO value */
        CIDR_INFO = 0,

        /** REMOTE_WORKLOAD value */
        REMOTE_WORKLOAD = 1,

        /** REMOTE_HOST value */
        REMOTE_HOST = 2,

        /** LOCAL_WORKLOAD value */
        LOCAL_WORKLOAD = 4,

        /** LOCAL_HOST value */
        LOCAL_HOST = 8,

        /** REMOTE_TUNNEL value */
        REMOTE_TUNNEL = 16,

        /** LOCAL_TUNNEL value */
        LOCAL_TUNNEL = 32
    }

    /** IPPoolType enum. */
    enum IPPoolType {

        /** NONE value */
        NONE = 0,

        /** NO_ENCAP value */
        NO_ENCAP = 1,

        /** VXLAN value */
        VXLAN = 2,

        /** IPIP value */
        IPIP = 3
    }

    /** Action enum. */
    enum Action {

        /** ALLOWED value */
        ALLOWED = 0,

        /** DENIED value */
        DENIED = 1
    }

    /**
     * Properties of a SyncRequest.
     * @deprecated Use felix.SyncRequest.$Properties instead.
     */
    interface ISyncRequest extends felix.SyncRequest.$Properties {
    }

    /** Represents a SyncRequest. */
    class SyncRequest {

        /**
         * Constructs a new SyncRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.SyncRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new SyncRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SyncRequest instance
         */
        static create(properties: felix.SyncRequest.$Shape): felix.SyncRequest & felix.SyncRequest.$Shape;
        static create(properties?: felix.SyncRequest.$Properties): felix.SyncRequest;

        /**
         * Encodes the specified SyncRequest message. Does not implicitly {@link felix.SyncRequest.verify|verify} messages.
         * @param message SyncRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.SyncRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SyncRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.SyncRequest & felix.SyncRequest.$Shape} SyncRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.SyncRequest & felix.SyncRequest.$Shape;

        /**
         * Creates a SyncRequest message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns SyncRequest
         */
        static fromObject(object: { [k: string]: any }): felix.SyncRequest;

        /**
         * Creates a plain object from a SyncRequest message. Also converts values to other types if specified.
         * @param message SyncRequest
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.SyncRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this SyncRequest to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace SyncRequest {

        /** Properties of a SyncRequest. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SyncRequest. */
        type $Shape = felix.SyncRequest.$Properties;
    }

    /**
     * Properties of a ToDataplane.
     * @deprecated Use felix.ToDataplane.$Properties instead.
     */
    interface IToDataplane extends felix.ToDataplane.$Properties {
    }

    /** Represents a ToDataplane. */
    class ToDataplane {

        /**
         * Constructs a new ToDataplane.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ToDataplane.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ToDataplane sequence_number. */
        sequence_number: number;

        /** ToDataplane in_sync. */
        in_sync?: (felix.InSync.$Properties|null);

        /** ToDataplane ipset_update. */
        ipset_update?: (felix.IPSetUpdate.$Properties|null);

        /** ToDataplane ipset_delta_update. */
        ipset_delta_update?: (felix.IPSetDeltaUpdate.$Properties|null);

        /** ToDataplane ipset_remove. */
        ipset_remove?: (felix.IPSetRemove.$Properties|null);

        /** ToDataplane active_profile_update. */
        active_profile_update?: (felix.ActiveProfileUpdate.$Properties|null);

        /** ToDataplane active_profile_remove. */
        active_profile_remove?: (felix.ActiveProfileRemove.$Properties|null);

        /** ToDataplane active_policy_update. */
        active_policy_update?: (felix.ActivePolicyUpdate.$Properties|null);

        /** ToDataplane active_policy_remove. */
        active_policy_remove?: (felix.ActivePolicyRemove.$Properties|null);

        /** ToDataplane host_endpoint_update. */
        host_endpoint_update?: (felix.HostEndpointUpdate.$Properties|null);

        /** ToDataplane host_endpoint_remove. */
        host_endpoint_remove?: (felix.HostEndpointRemove.$Properties|null);

        /** ToDataplane workload_endpoint_update. */
        workload_endpoint_update?: (felix.WorkloadEndpointUpdate.$Properties|null);

        /** ToDataplane workload_endpoint_remove. */
        workload_endpoint_remove?: (felix.WorkloadEndpointRemove.$Properties|null);

        /** ToDataplane config_update. */
        config_update?: (felix.ConfigUpdate.$Properties|null);

        /** ToDataplane host_metadata_update. */
        host_metadata_update?: (felix.HostMetadataUpdate.$Properties|null);

        /** ToDataplane host_metadata_remove. */
        host_metadata_remove?: (felix.HostMetadataRemove.$Properties|null);

        /** ToDataplane ipam_pool_update. */
        ipam_pool_update?: (felix.IPAMPoolUpdate.$Properties|null);

        /** ToDataplane ipam_pool_remove. */
        ipam_pool_remove?: (felix.IPAMPoolRemove.$Properties|null);

        /** ToDataplane service_account_update. */
        service_account_update?: (felix.ServiceAccountUpdate.$Properties|null);

        /** ToDataplane service_account_remove. */
        service_account_remove?: (felix.ServiceAccountRemove.$Properties|null);

        /** ToDataplane namespace_update. */
        namespace_update?: (felix.NamespaceUpdate.$Properties|null);

        /** ToDataplane namespace_remove. */
        namespace_remove?: (felix.NamespaceRemove.$Properties|null);

        /** ToDataplane route_update. */
        route_update?: (felix.RouteUpdate.$Properties|null);

        /** ToDataplane route_remove. */
        route_remove?: (felix.RouteRemove.$Properties|null);

        /** ToDataplane vtep_update. */
        vtep_update?: (felix.VXLANTunnelEndpointUpdate.$Properties|null);

        /** ToDataplane vtep_remove. */
        vtep_remove?: (felix.VXLANTunnelEndpointRemove.$Properties|null);

        /** ToDataplane wireguard_endpoint_update. */
        wireguard_endpoint_update?: (felix.WireguardEndpointUpdate.$Properties|null);

        /** ToDataplane wireguard_endpoint_remove. */
        wireguard_endpoint_remove?: (felix.WireguardEndpointRemove.$Properties|null);

        /** ToDataplane global_bgp_config_update. */
        global_bgp_config_update?: (felix.GlobalBGPConfigUpdate.$Properties|null);

        /** ToDataplane encapsulation. */
        encapsulation?: (felix.Encapsulation.$Properties|null);

        /** ToDataplane service_update. */
        service_update?: (felix.ServiceUpdate.$Properties|null);

        /** ToDataplane service_remove. */
        service_remove?: (felix.ServiceRemove.$Properties|null);

        /** ToDataplane wireguard_endpoint_v6_update. */
        wireguard_endpoint_v6_update?: (felix.WireguardEndpointV6Update.$Properties|null);

        /** ToDataplane wireguard_endpoint_v6_remove. */
        wireguard_endpoint_v6_remove?: (felix.WireguardEndpointV6Remove.$Properties|null);

        /** ToDataplane payload. */
        payload?: ("in_sync"|"ipset_update"|"ipset_delta_update"|"ipset_remove"|"active_profile_update"|"active_profile_remove"|"active_policy_update"|"active_policy_remove"|"host_endpoint_update"|"host_endpoint_remove"|"workload_endpoint_update"|"workload_endpoint_remove"|"config_update"|"host_metadata_update"|"host_metadata_remove"|"ipam_pool_update"|"ipam_pool_remove"|"service_account_update"|"service_account_remove"|"namespace_update"|"namespace_remove"|"route_update"|"route_remove"|"vtep_update"|"vtep_remove"|"wireguard_endpoint_update"|"wireguard_endpoint_remove"|"global_bgp_config_update"|"encapsulation"|"service_update"|"service_remove"|"wireguard_endpoint_v6_update"|"wireguard_endpoint_v6_remove");

        /**
         * Creates a new ToDataplane instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ToDataplane instance
         */
        static create(properties: felix.ToDataplane.$Shape): felix.ToDataplane & felix.ToDataplane.$Shape;
        static create(properties?: felix.ToDataplane.$Properties): felix.ToDataplane;

        /**
         * Encodes the specified ToDataplane message. Does not implicitly {@link felix.ToDataplane.verify|verify} messages.
         * @param message ToDataplane message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ToDataplane.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ToDataplane message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ToDataplane & felix.ToDataplane.$Shape} ToDataplane
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ToDataplane & felix.ToDataplane.$Shape;

        /**
         * Creates a ToDataplane message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ToDataplane
         */
        static fromObject(object: { [k: string]: any }): felix.ToDataplane;

        /**
         * Creates a plain object from a ToDataplane message. Also converts values to other types if specified.
         * @param message ToDataplane
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ToDataplane, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ToDataplane to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ToDataplane {

        /** Properties of a ToDataplane. */
        interface $Properties {

            /** ToDataplane sequence_number */
            sequence_number?: (number|null);

            /** ToDataplane in_sync */
            in_sync?: (felix.InSync.$Properties|null);

            /** ToDataplane ipset_update */
            ipset_update?: (felix.IPSetUpdate.$Properties|null);

            /** ToDataplane ipset_delta_update */
            ipset_delta_update?: (felix.IPSetDeltaUpdate.$Properties|null);

            /** ToDataplane ipset_remove */
            ipset_remove?: (felix.IPSetRemove.$Properties|null);

            /** ToDataplane active_profile_update */
            active_profile_update?: (felix.ActiveProfileUpdate.$Properties|null);

            /** ToDataplane active_profile_remove */
            active_profile_remove?: (felix.ActiveProfileRemove.$Properties|null);

            /** ToDataplane active_policy_update */
            active_policy_update?: (felix.ActivePolicyUpdate.$Properties|null);

            /** ToDataplane active_policy_remove */
            active_policy_remove?: (felix.ActivePolicyRemove.$Properties|null);

            /** ToDataplane host_endpoint_update */
            host_endpoint_update?: (felix.HostEndpointUpdate.$Properties|null);

            /** ToDataplane host_endpoint_remove */
            host_endpoint_remove?: (felix.HostEndpointRemove.$Properties|null);

            /** ToDataplane workload_endpoint_update */
            workload_endpoint_update?: (felix.WorkloadEndpointUpdate.$Properties|null);

            /** ToDataplane workload_endpoint_remove */
            workload_endpoint_remove?: (felix.WorkloadEndpointRemove.$Properties|null);

            /** ToDataplane config_update */
            config_update?: (felix.ConfigUpdate.$Properties|null);

            /** ToDataplane host_metadata_update */
            host_metadata_update?: (felix.HostMetadataUpdate.$Properties|null);

            /** ToDataplane host_metadata_remove */
            host_metadata_remove?: (felix.HostMetadataRemove.$Properties|null);

            /** ToDataplane ipam_pool_update */
            ipam_pool_update?: (felix.IPAMPoolUpdate.$Properties|null);

            /** ToDataplane ipam_pool_remove */
            ipam_pool_remove?: (felix.IPAMPoolRemove.$Properties|null);

            /** ToDataplane service_account_update */
            service_account_update?: (felix.ServiceAccountUpdate.$Properties|null);

            /** ToDataplane service_account_remove */
            service_account_remove?: (felix.ServiceAccountRemove.$Properties|null);

            /** ToDataplane namespace_update */
            namespace_update?: (felix.NamespaceUpdate.$Properties|null);

            /** ToDataplane namespace_remove */
            namespace_remove?: (felix.NamespaceRemove.$Properties|null);

            /** ToDataplane route_update */
            route_update?: (felix.RouteUpdate.$Properties|null);

            /** ToDataplane route_remove */
            route_remove?: (felix.RouteRemove.$Properties|null);

            /** ToDataplane vtep_update */
            vtep_update?: (felix.VXLANTunnelEndpointUpdate.$Properties|null);

            /** ToDataplane vtep_remove */
            vtep_remove?: (felix.VXLANTunnelEndpointRemove.$Properties|null);

            /** ToDataplane wireguard_endpoint_update */
            wireguard_endpoint_update?: (felix.WireguardEndpointUpdate.$Properties|null);

            /** ToDataplane wireguard_endpoint_remove */
            wireguard_endpoint_remove?: (felix.WireguardEndpointRemove.$Properties|null);

            /** ToDataplane global_bgp_config_update */
            global_bgp_config_update?: (felix.GlobalBGPConfigUpdate.$Properties|null);

            /** ToDataplane encapsulation */
            encapsulation?: (felix.Encapsulation.$Properties|null);

            /** ToDataplane service_update */
            service_update?: (felix.ServiceUpdate.$Properties|null);

            /** ToDataplane service_remove */
            service_remove?: (felix.ServiceRemove.$Properties|null);

            /** ToDataplane wireguard_endpoint_v6_update */
            wireguard_endpoint_v6_update?: (felix.WireguardEndpointV6Update.$Properties|null);

            /** ToDataplane wireguard_endpoint_v6_remove */
            wireguard_endpoint_v6_remove?: (felix.WireguardEndpointV6Remove.$Properties|null);

            /** ToDataplane payload */
            payload?: ("in_sync"|"ipset_update"|"ipset_delta_update"|"ipset_remove"|"active_profile_update"|"active_profile_remove"|"active_policy_update"|"active_policy_remove"|"host_endpoint_update"|"host_endpoint_remove"|"workload_endpoint_update"|"workload_endpoint_remove"|"config_update"|"host_metadata_update"|"host_metadata_remove"|"ipam_pool_update"|"ipam_pool_remove"|"service_account_update"|"service_account_remove"|"namespace_update"|"namespace_remove"|"route_update"|"route_remove"|"vtep_update"|"vtep_remove"|"wireguard_endpoint_update"|"wireguard_endpoint_remove"|"global_bgp_config_update"|"encapsulation"|"service_update"|"service_remove"|"wireguard_endpoint_v6_update"|"wireguard_endpoint_v6_remove");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a ToDataplane. */
        type $Shape = {
          sequence_number?: number|null;
          in_sync?: felix.InSync.$Shape|null;
          ipset_update?: felix.IPSetUpdate.$Shape|null;
          ipset_delta_update?: felix.IPSetDeltaUpdate.$Shape|null;
          ipset_remove?: felix.IPSetRemove.$Shape|null;
          active_profile_update?: felix.ActiveProfileUpdate.$Shape|null;
          active_profile_remove?: felix.ActiveProfileRemove.$Shape|null;
          active_policy_update?: felix.ActivePolicyUpdate.$Shape|null;
          active_policy_remove?: felix.ActivePolicyRemove.$Shape|null;
          host_endpoint_update?: felix.HostEndpointUpdate.$Shape|null;
          host_endpoint_remove?: felix.HostEndpointRemove.$Shape|null;
          workload_endpoint_update?: felix.WorkloadEndpointUpdate.$Shape|null;
          workload_endpoint_remove?: felix.WorkloadEndpointRemove.$Shape|null;
          config_update?: felix.ConfigUpdate.$Shape|null;
          host_metadata_update?: felix.HostMetadataUpdate.$Shape|null;
          host_metadata_remove?: felix.HostMetadataRemove.$Shape|null;
          ipam_pool_update?: felix.IPAMPoolUpdate.$Shape|null;
          ipam_pool_remove?: felix.IPAMPoolRemove.$Shape|null;
          service_account_update?: felix.ServiceAccountUpdate.$Shape|null;
          service_account_remove?: felix.ServiceAccountRemove.$Shape|null;
          namespace_update?: felix.NamespaceUpdate.$Shape|null;
          namespace_remove?: felix.NamespaceRemove.$Shape|null;
          route_update?: felix.RouteUpdate.$Shape|null;
          route_remove?: felix.RouteRemove.$Shape|null;
          vtep_update?: felix.VXLANTunnelEndpointUpdate.$Shape|null;
          vtep_remove?: felix.VXLANTunnelEndpointRemove.$Shape|null;
          wireguard_endpoint_update?: felix.WireguardEndpointUpdate.$Shape|null;
          wireguard_endpoint_remove?: felix.WireguardEndpointRemove.$Shape|null;
          global_bgp_config_update?: felix.GlobalBGPConfigUpdate.$Shape|null;
          encapsulation?: felix.Encapsulation.$Shape|null;
          service_update?: felix.ServiceUpdate.$Shape|null;
          service_remove?: felix.ServiceRemove.$Shape|null;
          wireguard_endpoint_v6_update?: felix.WireguardEndpointV6Update.$Shape|null;
          wireguard_endpoint_v6_remove?: felix.WireguardEndpointV6Remove.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ payload?: undefined; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "in_sync"; in_sync: felix.InSync.$Shape; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "ipset_update"; in_sync?: null; ipset_update: felix.IPSetUpdate.$Shape; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "ipset_delta_update"; in_sync?: null; ipset_update?: null; ipset_delta_update: felix.IPSetDeltaUpdate.$Shape; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "ipset_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove: felix.IPSetRemove.$Shape; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "active_profile_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update: felix.ActiveProfileUpdate.$Shape; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "active_profile_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove: felix.ActiveProfileRemove.$Shape; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "active_policy_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update: felix.ActivePolicyUpdate.$Shape; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "active_policy_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove: felix.ActivePolicyRemove.$Shape; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "host_endpoint_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update: felix.HostEndpointUpdate.$Shape; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "host_endpoint_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove: felix.HostEndpointRemove.$Shape; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "workload_endpoint_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update: felix.WorkloadEndpointUpdate.$Shape; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "workload_endpoint_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove: felix.WorkloadEndpointRemove.$Shape; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "config_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update: felix.ConfigUpdate.$Shape; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "host_metadata_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update: felix.HostMetadataUpdate.$Shape; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "host_metadata_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove: felix.HostMetadataRemove.$Shape; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "ipam_pool_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update: felix.IPAMPoolUpdate.$Shape; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "ipam_pool_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove: felix.IPAMPoolRemove.$Shape; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "service_account_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update: felix.ServiceAccountUpdate.$Shape; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "service_account_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove: felix.ServiceAccountRemove.$Shape; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "namespace_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update: felix.NamespaceUpdate.$Shape; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "namespace_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove: felix.NamespaceRemove.$Shape; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "route_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update: felix.RouteUpdate.$Shape; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "route_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove: felix.RouteRemove.$Shape; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "vtep_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update: felix.VXLANTunnelEndpointUpdate.$Shape; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "vtep_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove: felix.VXLANTunnelEndpointRemove.$Shape; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "wireguard_endpoint_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update: felix.WireguardEndpointUpdate.$Shape; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "wireguard_endpoint_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove: felix.WireguardEndpointRemove.$Shape; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "global_bgp_config_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update: felix.GlobalBGPConfigUpdate.$Shape; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "encapsulation"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation: felix.Encapsulation.$Shape; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "service_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update: felix.ServiceUpdate.$Shape; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "service_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove: felix.ServiceRemove.$Shape; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove?: null }|{ payload?: "wireguard_endpoint_v6_update"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update: felix.WireguardEndpointV6Update.$Shape; wireguard_endpoint_v6_remove?: null }|{ payload?: "wireguard_endpoint_v6_remove"; in_sync?: null; ipset_update?: null; ipset_delta_update?: null; ipset_remove?: null; active_profile_update?: null; active_profile_remove?: null; active_policy_update?: null; active_policy_remove?: null; host_endpoint_update?: null; host_endpoint_remove?: null; workload_endpoint_update?: null; workload_endpoint_remove?: null; config_update?: null; host_metadata_update?: null; host_metadata_remove?: null; ipam_pool_update?: null; ipam_pool_remove?: null; service_account_update?: null; service_account_remove?: null; namespace_update?: null; namespace_remove?: null; route_update?: null; route_remove?: null; vtep_update?: null; vtep_remove?: null; wireguard_endpoint_update?: null; wireguard_endpoint_remove?: null; global_bgp_config_update?: null; encapsulation?: null; service_update?: null; service_remove?: null; wireguard_endpoint_v6_update?: null; wireguard_endpoint_v6_remove: felix.WireguardEndpointV6Remove.$Shape })
        );
    }

    /**
     * Properties of a FromDataplane.
     * @deprecated Use felix.FromDataplane.$Properties instead.
     */
    interface IFromDataplane extends felix.FromDataplane.$Properties {
    }

    /** Represents a FromDataplane. */
    class FromDataplane {

        /**
         * Constructs a new FromDataplane.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.FromDataplane.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FromDataplane sequence_number. */
        sequence_number: number;

        /** FromDataplane process_status_update. */
        process_status_update?: (felix.ProcessStatusUpdate.$Properties|null);

        /** FromDataplane host_endpoint_status_update. */
        host_endpoint_status_update?: (felix.HostEndpointStatusUpdate.$Properties|null);

        /** FromDataplane host_endpoint_status_remove. */
        host_endpoint_status_remove?: (felix.HostEndpointStatusRemove.$Properties|null);

        /** FromDataplane workload_endpoint_status_update. */
        workload_endpoint_status_update?: (felix.WorkloadEndpointStatusUpdate.$Properties|null);

        /** FromDataplane workload_endpoint_status_remove. */
        workload_endpoint_status_remove?: (felix.WorkloadEndpointStatusRemove.$Properties|null);

        /** FromDataplane wireguard_status_update. */
        wireguard_status_update?: (felix.WireguardStatusUpdate.$Properties|null);

        /** FromDataplane dataplane_in_sync. */
        dataplane_in_sync?: (felix.DataplaneInSync.$Properties|null);

        /** FromDataplane payload. */
        payload?: ("process_status_update"|"host_endpoint_status_update"|"host_endpoint_status_remove"|"workload_endpoint_status_update"|"workload_endpoint_status_remove"|"wireguard_status_update"|"dataplane_in_sync");

        /**
         * Creates a new FromDataplane instance using the specified properties.
         * @param [properties] Properties to set
         * @returns FromDataplane instance
         */
        static create(properties: felix.FromDataplane.$Shape): felix.FromDataplane & felix.FromDataplane.$Shape;
        static create(properties?: felix.FromDataplane.$Properties): felix.FromDataplane;

        /**
         * Encodes the specified FromDataplane message. Does not implicitly {@link felix.FromDataplane.verify|verify} messages.
         * @param message FromDataplane message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.FromDataplane.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FromDataplane message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.FromDataplane & felix.FromDataplane.$Shape} FromDataplane
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.FromDataplane & felix.FromDataplane.$Shape;

        /**
         * Creates a FromDataplane message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns FromDataplane
         */
        static fromObject(object: { [k: string]: any }): felix.FromDataplane;

        /**
         * Creates a plain object from a FromDataplane message. Also converts values to other types if specified.
         * @param message FromDataplane
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.FromDataplane, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this FromDataplane to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace FromDataplane {

        /** Properties of a FromDataplane. */
        interface $Properties {

            /** FromDataplane sequence_number */
            sequence_number?: (number|null);

            /** FromDataplane process_status_update */
            process_status_update?: (felix.ProcessStatusUpdate.$Properties|null);

            /** FromDataplane host_endpoint_status_update */
            host_endpoint_status_update?: (felix.HostEndpointStatusUpdate.$Properties|null);

            /** FromDataplane host_endpoint_status_remove */
            host_endpoint_status_remove?: (felix.HostEndpointStatusRemove.$Properties|null);

            /** FromDataplane workload_endpoint_status_update */
            workload_endpoint_status_update?: (felix.WorkloadEndpointStatusUpdate.$Properties|null);

            /** FromDataplane workload_endpoint_status_remove */
            workload_endpoint_status_remove?: (felix.WorkloadEndpointStatusRemove.$Properties|null);

            /** FromDataplane wireguard_status_update */
            wireguard_status_update?: (felix.WireguardStatusUpdate.$Properties|null);

            /** FromDataplane dataplane_in_sync */
            dataplane_in_sync?: (felix.DataplaneInSync.$Properties|null);

            /** FromDataplane payload */
            payload?: ("process_status_update"|"host_endpoint_status_update"|"host_endpoint_status_remove"|"workload_endpoint_status_update"|"workload_endpoint_status_remove"|"wireguard_status_update"|"dataplane_in_sync");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a FromDataplane. */
        type $Shape = {
          sequence_number?: number|null;
          process_status_update?: felix.ProcessStatusUpdate.$Shape|null;
          host_endpoint_status_update?: felix.HostEndpointStatusUpdate.$Shape|null;
          host_endpoint_status_remove?: felix.HostEndpointStatusRemove.$Shape|null;
          workload_endpoint_status_update?: felix.WorkloadEndpointStatusUpdate.$Shape|null;
          workload_endpoint_status_remove?: felix.WorkloadEndpointStatusRemove.$Shape|null;
          wireguard_status_update?: felix.WireguardStatusUpdate.$Shape|null;
          dataplane_in_sync?: felix.DataplaneInSync.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ payload?: undefined; process_status_update?: null; host_endpoint_status_update?: null; host_endpoint_status_remove?: null; workload_endpoint_status_update?: null; workload_endpoint_status_remove?: null; wireguard_status_update?: null; dataplane_in_sync?: null }|{ payload?: "process_status_update"; process_status_update: felix.ProcessStatusUpdate.$Shape; host_endpoint_status_update?: null; host_endpoint_status_remove?: null; workload_endpoint_status_update?: null; workload_endpoint_status_remove?: null; wireguard_status_update?: null; dataplane_in_sync?: null }|{ payload?: "host_endpoint_status_update"; process_status_update?: null; host_endpoint_status_update: felix.HostEndpointStatusUpdate.$Shape; host_endpoint_status_remove?: null; workload_endpoint_status_update?: null; workload_endpoint_status_remove?: null; wireguard_status_update?: null; dataplane_in_sync?: null }|{ payload?: "host_endpoint_status_remove"; process_status_update?: null; host_endpoint_status_update?: null; host_endpoint_status_remove: felix.HostEndpointStatusRemove.$Shape; workload_endpoint_status_update?: null; workload_endpoint_status_remove?: null; wireguard_status_update?: null; dataplane_in_sync?: null }|{ payload?: "workload_endpoint_status_update"; process_status_update?: null; host_endpoint_status_update?: null; host_endpoint_status_remove?: null; workload_endpoint_status_update: felix.WorkloadEndpointStatusUpdate.$Shape; workload_endpoint_status_remove?: null; wireguard_status_update?: null; dataplane_in_sync?: null }|{ payload?: "workload_endpoint_status_remove"; process_status_update?: null; host_endpoint_status_update?: null; host_endpoint_status_remove?: null; workload_endpoint_status_update?: null; workload_endpoint_status_remove: felix.WorkloadEndpointStatusRemove.$Shape; wireguard_status_update?: null; dataplane_in_sync?: null }|{ payload?: "wireguard_status_update"; process_status_update?: null; host_endpoint_status_update?: null; host_endpoint_status_remove?: null; workload_endpoint_status_update?: null; workload_endpoint_status_remove?: null; wireguard_status_update: felix.WireguardStatusUpdate.$Shape; dataplane_in_sync?: null }|{ payload?: "dataplane_in_sync"; process_status_update?: null; host_endpoint_status_update?: null; host_endpoint_status_remove?: null; workload_endpoint_status_update?: null; workload_endpoint_status_remove?: null; wireguard_status_update?: null; dataplane_in_sync: felix.DataplaneInSync.$Shape })
        );
    }

    /**
     * Properties of a ConfigUpdate.
     * @deprecated Use felix.ConfigUpdate.$Properties instead.
     */
    interface IConfigUpdate extends felix.ConfigUpdate.$Properties {
    }

    /** Represents a ConfigUpdate. */
    class ConfigUpdate {

        /**
         * Constructs a new ConfigUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ConfigUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConfigUpdate message. */
        message: string;

        /** ConfigUpdate config. */
        config: { [k: string]: string };

        /** ConfigUpdate source_to_raw_config. */
        source_to_raw_config: { [k: string]: felix.RawConfig.$Properties };

        /**
         * Creates a new ConfigUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConfigUpdate instance
         */
        static create(properties: felix.ConfigUpdate.$Shape): felix.ConfigUpdate & felix.ConfigUpdate.$Shape;
        static create(properties?: felix.ConfigUpdate.$Properties): felix.ConfigUpdate;

        /**
         * Encodes the specified ConfigUpdate message. Does not implicitly {@link felix.ConfigUpdate.verify|verify} messages.
         * @param message ConfigUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ConfigUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConfigUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ConfigUpdate & felix.ConfigUpdate.$Shape} ConfigUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ConfigUpdate & felix.ConfigUpdate.$Shape;

        /**
         * Creates a ConfigUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ConfigUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.ConfigUpdate;

        /**
         * Creates a plain object from a ConfigUpdate message. Also converts values to other types if specified.
         * @param message ConfigUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ConfigUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ConfigUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ConfigUpdate {

        /** Properties of a ConfigUpdate. */
        interface $Properties {

            /** ConfigUpdate message */
            message?: (string|null);

            /** ConfigUpdate config */
            config?: ({ [k: string]: string }|null);

            /** ConfigUpdate source_to_raw_config */
            source_to_raw_config?: ({ [k: string]: felix.RawConfig.$Properties }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConfigUpdate. */
        type $Shape = felix.ConfigUpdate.$Properties;
    }

    /**
     * Properties of a RawConfig.
     * @deprecated Use felix.RawConfig.$Properties instead.
     */
    interface IRawConfig extends felix.RawConfig.$Properties {
    }

    /** Represents a RawConfig. */
    class RawConfig {

        /**
         * Constructs a new RawConfig.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.RawConfig.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RawConfig source. */
        source: string;

        /** RawConfig config. */
        config: { [k: string]: string };

        /**
         * Creates a new RawConfig instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RawConfig instance
         */
        static create(properties: felix.RawConfig.$Shape): felix.RawConfig & felix.RawConfig.$Shape;
        static create(properties?: felix.RawConfig.$Properties): felix.RawConfig;

        /**
         * Encodes the specified RawConfig message. Does not implicitly {@link felix.RawConfig.verify|verify} messages.
         * @param message RawConfig message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.RawConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RawConfig message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.RawConfig & felix.RawConfig.$Shape} RawConfig
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.RawConfig & felix.RawConfig.$Shape;

        /**
         * Creates a RawConfig message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RawConfig
         */
        static fromObject(object: { [k: string]: any }): felix.RawConfig;

        /**
         * Creates a plain object from a RawConfig message. Also converts values to other types if specified.
         * @param message RawConfig
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.RawConfig, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RawConfig to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RawConfig {

        /** Properties of a RawConfig. */
        interface $Properties {

            /** RawConfig source */
            source?: (string|null);

            /** RawConfig config */
            config?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RawConfig. */
        type $Shape = felix.RawConfig.$Properties;
    }

    /**
     * Properties of an InSync.
     * @deprecated Use felix.InSync.$Properties instead.
     */
    interface IInSync extends felix.InSync.$Properties {
    }

    /** Represents an InSync. */
    class InSync {

        /**
         * Constructs a new InSync.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.InSync.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new InSync instance using the specified properties.
         * @param [properties] Properties to set
         * @returns InSync instance
         */
        static create(properties: felix.InSync.$Shape): felix.InSync & felix.InSync.$Shape;
        static create(properties?: felix.InSync.$Properties): felix.InSync;

        /**
         * Encodes the specified InSync message. Does not implicitly {@link felix.InSync.verify|verify} messages.
         * @param message InSync message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.InSync.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an InSync message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.InSync & felix.InSync.$Shape} InSync
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.InSync & felix.InSync.$Shape;

        /**
         * Creates an InSync message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns InSync
         */
        static fromObject(object: { [k: string]: any }): felix.InSync;

        /**
         * Creates a plain object from an InSync message. Also converts values to other types if specified.
         * @param message InSync
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.InSync, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this InSync to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace InSync {

        /** Properties of an InSync. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an InSync. */
        type $Shape = felix.InSync.$Properties;
    }

    /**
     * Properties of a IPSetUpdate.
     * @deprecated Use felix.IPSetUpdate.$Properties instead.
     */
    interface IIPSetUpdate extends felix.IPSetUpdate.$Properties {
    }

    /** Represents a IPSetUpdate. */
    class IPSetUpdate {

        /**
         * Constructs a new IPSetUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.IPSetUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IPSetUpdate id. */
        id: string;

        /** IPSetUpdate members. */
        members: string[];

        /** IPSetUpdate type. */
        type: felix.IPSetUpdate.IPSetType;

        /**
         * Creates a new IPSetUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IPSetUpdate instance
         */
        static create(properties: felix.IPSetUpdate.$Shape): felix.IPSetUpdate & felix.IPSetUpdate.$Shape;
        static create(properties?: felix.IPSetUpdate.$Properties): felix.IPSetUpdate;

        /**
         * Encodes the specified IPSetUpdate message. Does not implicitly {@link felix.IPSetUpdate.verify|verify} messages.
         * @param message IPSetUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.IPSetUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a IPSetUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.IPSetUpdate & felix.IPSetUpdate.$Shape} IPSetUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.IPSetUpdate & felix.IPSetUpdate.$Shape;

        /**
         * Creates a IPSetUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IPSetUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.IPSetUpdate;

        /**
         * Creates a plain object from a IPSetUpdate message. Also converts values to other types if specified.
         * @param message IPSetUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.IPSetUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IPSetUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IPSetUpdate {

        /** Properties of a IPSetUpdate. */
        interface $Properties {

            /** IPSetUpdate id */
            id?: (string|null);

            /** IPSetUpdate members */
            members?: (string[]|null);

            /** IPSetUpdate type */
            type?: (felix.IPSetUpdate.IPSetType|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a IPSetUpdate. */
        type $Shape = felix.IPSetUpdate.$Properties;

        /** IPSetType enum. */
        enum IPSetType {

            /** IP value */
            IP = 0,

            /** IP_AND_PORT value */
            IP_AND_PORT = 1,

            /** NET value */
            NET = 2
        }
    }

    /**
     * Properties of a IPSetDeltaUpdate.
     * @deprecated Use felix.IPSetDeltaUpdate.$Properties instead.
     */
    interface IIPSetDeltaUpdate extends felix.IPSetDeltaUpdate.$Properties {
    }

    /** Represents a IPSetDeltaUpdate. */
    class IPSetDeltaUpdate {

        /**
         * Constructs a new IPSetDeltaUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.IPSetDeltaUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IPSetDeltaUpdate id. */
        id: string;

        /** IPSetDeltaUpdate added_members. */
        added_members: string[];

        /** IPSetDeltaUpdate removed_members. */
        removed_members: string[];

        /**
         * Creates a new IPSetDeltaUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IPSetDeltaUpdate instance
         */
        static create(properties: felix.IPSetDeltaUpdate.$Shape): felix.IPSetDeltaUpdate & felix.IPSetDeltaUpdate.$Shape;
        static create(properties?: felix.IPSetDeltaUpdate.$Properties): felix.IPSetDeltaUpdate;

        /**
         * Encodes the specified IPSetDeltaUpdate message. Does not implicitly {@link felix.IPSetDeltaUpdate.verify|verify} messages.
         * @param message IPSetDeltaUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.IPSetDeltaUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a IPSetDeltaUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.IPSetDeltaUpdate & felix.IPSetDeltaUpdate.$Shape} IPSetDeltaUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.IPSetDeltaUpdate & felix.IPSetDeltaUpdate.$Shape;

        /**
         * Creates a IPSetDeltaUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IPSetDeltaUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.IPSetDeltaUpdate;

        /**
         * Creates a plain object from a IPSetDeltaUpdate message. Also converts values to other types if specified.
         * @param message IPSetDeltaUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.IPSetDeltaUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IPSetDeltaUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IPSetDeltaUpdate {

        /** Properties of a IPSetDeltaUpdate. */
        interface $Properties {

            /** IPSetDeltaUpdate id */
            id?: (string|null);

            /** IPSetDeltaUpdate added_members */
            added_members?: (string[]|null);

            /** IPSetDeltaUpdate removed_members */
            removed_members?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a IPSetDeltaUpdate. */
        type $Shape = felix.IPSetDeltaUpdate.$Properties;
    }

    /**
     * Properties of a IPSetRemove.
     * @deprecated Use felix.IPSetRemove.$Properties instead.
     */
    interface IIPSetRemove extends felix.IPSetRemove.$Properties {
    }

    /** Represents a IPSetRemove. */
    class IPSetRemove {

        /**
         * Constructs a new IPSetRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.IPSetRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IPSetRemove id. */
        id: string;

        /**
         * Creates a new IPSetRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IPSetRemove instance
         */
        static create(properties: felix.IPSetRemove.$Shape): felix.IPSetRemove & felix.IPSetRemove.$Shape;
        static create(properties?: felix.IPSetRemove.$Properties): felix.IPSetRemove;

        /**
         * Encodes the specified IPSetRemove message. Does not implicitly {@link felix.IPSetRemove.verify|verify} messages.
         * @param message IPSetRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.IPSetRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a IPSetRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.IPSetRemove & felix.IPSetRemove.$Shape} IPSetRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.IPSetRemove & felix.IPSetRemove.$Shape;

        /**
         * Creates a IPSetRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IPSetRemove
         */
        static fromObject(object: { [k: string]: any }): felix.IPSetRemove;

        /**
         * Creates a plain object from a IPSetRemove message. Also converts values to other types if specified.
         * @param message IPSetRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.IPSetRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IPSetRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IPSetRemove {

        /** Properties of a IPSetRemove. */
        interface $Properties {

            /** IPSetRemove id */
            id?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a IPSetRemove. */
        type $Shape = felix.IPSetRemove.$Properties;
    }

    /**
     * Properties of an ActiveProfileUpdate.
     * @deprecated Use felix.ActiveProfileUpdate.$Properties instead.
     */
    interface IActiveProfileUpdate extends felix.ActiveProfileUpdate.$Properties {
    }

    /** Represents an ActiveProfileUpdate. */
    class ActiveProfileUpdate {

        /**
         * Constructs a new ActiveProfileUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ActiveProfileUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ActiveProfileUpdate id. */
        id?: (felix.ProfileID.$Properties|null);

        /** ActiveProfileUpdate profile. */
        profile?: (felix.Profile.$Properties|null);

        /**
         * Creates a new ActiveProfileUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ActiveProfileUpdate instance
         */
        static create(properties: felix.ActiveProfileUpdate.$Shape): felix.ActiveProfileUpdate & felix.ActiveProfileUpdate.$Shape;
        static create(properties?: felix.ActiveProfileUpdate.$Properties): felix.ActiveProfileUpdate;

        /**
         * Encodes the specified ActiveProfileUpdate message. Does not implicitly {@link felix.ActiveProfileUpdate.verify|verify} messages.
         * @param message ActiveProfileUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ActiveProfileUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ActiveProfileUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ActiveProfileUpdate & felix.ActiveProfileUpdate.$Shape} ActiveProfileUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ActiveProfileUpdate & felix.ActiveProfileUpdate.$Shape;

        /**
         * Creates an ActiveProfileUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ActiveProfileUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.ActiveProfileUpdate;

        /**
         * Creates a plain object from an ActiveProfileUpdate message. Also converts values to other types if specified.
         * @param message ActiveProfileUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ActiveProfileUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ActiveProfileUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ActiveProfileUpdate {

        /** Properties of an ActiveProfileUpdate. */
        interface $Properties {

            /** ActiveProfileUpdate id */
            id?: (felix.ProfileID.$Properties|null);

            /** ActiveProfileUpdate profile */
            profile?: (felix.Profile.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ActiveProfileUpdate. */
        type $Shape = {
          id?: felix.ProfileID.$Shape|null;
          profile?: felix.Profile.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an ActiveProfileRemove.
     * @deprecated Use felix.ActiveProfileRemove.$Properties instead.
     */
    interface IActiveProfileRemove extends felix.ActiveProfileRemove.$Properties {
    }

    /** Represents an ActiveProfileRemove. */
    class ActiveProfileRemove {

        /**
         * Constructs a new ActiveProfileRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ActiveProfileRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ActiveProfileRemove id. */
        id?: (felix.ProfileID.$Properties|null);

        /**
         * Creates a new ActiveProfileRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ActiveProfileRemove instance
         */
        static create(properties: felix.ActiveProfileRemove.$Shape): felix.ActiveProfileRemove & felix.ActiveProfileRemove.$Shape;
        static create(properties?: felix.ActiveProfileRemove.$Properties): felix.ActiveProfileRemove;

        /**
         * Encodes the specified ActiveProfileRemove message. Does not implicitly {@link felix.ActiveProfileRemove.verify|verify} messages.
         * @param message ActiveProfileRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ActiveProfileRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ActiveProfileRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ActiveProfileRemove & felix.ActiveProfileRemove.$Shape} ActiveProfileRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ActiveProfileRemove & felix.ActiveProfileRemove.$Shape;

        /**
         * Creates an ActiveProfileRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ActiveProfileRemove
         */
        static fromObject(object: { [k: string]: any }): felix.ActiveProfileRemove;

        /**
         * Creates a plain object from an ActiveProfileRemove message. Also converts values to other types if specified.
         * @param message ActiveProfileRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ActiveProfileRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ActiveProfileRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ActiveProfileRemove {

        /** Properties of an ActiveProfileRemove. */
        interface $Properties {

            /** ActiveProfileRemove id */
            id?: (felix.ProfileID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ActiveProfileRemove. */
        type $Shape = felix.ActiveProfileRemove.$Properties;
    }

    /**
     * Properties of a ProfileID.
     * @deprecated Use felix.ProfileID.$Properties instead.
     */
    interface IProfileID extends felix.ProfileID.$Properties {
    }

    /** Represents a ProfileID. */
    class ProfileID {

        /**
         * Constructs a new ProfileID.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ProfileID.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProfileID name. */
        name: string;

        /**
         * Creates a new ProfileID instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProfileID instance
         */
        static create(properties: felix.ProfileID.$Shape): felix.ProfileID & felix.ProfileID.$Shape;
        static create(properties?: felix.ProfileID.$Properties): felix.ProfileID;

        /**
         * Encodes the specified ProfileID message. Does not implicitly {@link felix.ProfileID.verify|verify} messages.
         * @param message ProfileID message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ProfileID.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProfileID message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ProfileID & felix.ProfileID.$Shape} ProfileID
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ProfileID & felix.ProfileID.$Shape;

        /**
         * Creates a ProfileID message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ProfileID
         */
        static fromObject(object: { [k: string]: any }): felix.ProfileID;

        /**
         * Creates a plain object from a ProfileID message. Also converts values to other types if specified.
         * @param message ProfileID
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ProfileID, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ProfileID to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ProfileID {

        /** Properties of a ProfileID. */
        interface $Properties {

            /** ProfileID name */
            name?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProfileID. */
        type $Shape = felix.ProfileID.$Properties;
    }

    /**
     * Properties of a Profile.
     * @deprecated Use felix.Profile.$Properties instead.
     */
    interface IProfile extends felix.Profile.$Properties {
    }

    /** Represents a Profile. */
    class Profile {

        /**
         * Constructs a new Profile.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.Profile.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Profile inbound_rules. */
        inbound_rules: felix.Rule.$Properties[];

        /** Profile outbound_rules. */
        outbound_rules: felix.Rule.$Properties[];

        /**
         * Creates a new Profile instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Profile instance
         */
        static create(properties: felix.Profile.$Shape): felix.Profile & felix.Profile.$Shape;
        static create(properties?: felix.Profile.$Properties): felix.Profile;

        /**
         * Encodes the specified Profile message. Does not implicitly {@link felix.Profile.verify|verify} messages.
         * @param message Profile message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.Profile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Profile message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.Profile & felix.Profile.$Shape} Profile
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.Profile & felix.Profile.$Shape;

        /**
         * Creates a Profile message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Profile
         */
        static fromObject(object: { [k: string]: any }): felix.Profile;

        /**
         * Creates a plain object from a Profile message. Also converts values to other types if specified.
         * @param message Profile
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.Profile, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Profile to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Profile {

        /** Properties of a Profile. */
        interface $Properties {

            /** Profile inbound_rules */
            inbound_rules?: (felix.Rule.$Properties[]|null);

            /** Profile outbound_rules */
            outbound_rules?: (felix.Rule.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Profile. */
        type $Shape = {
          inbound_rules?: felix.Rule.$Shape[]|null;
          outbound_rules?: felix.Rule.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an ActivePolicyUpdate.
     * @deprecated Use felix.ActivePolicyUpdate.$Properties instead.
     */
    interface IActivePolicyUpdate extends felix.ActivePolicyUpdate.$Properties {
    }

    /** Represents an ActivePolicyUpdate. */
    class ActivePolicyUpdate {

        /**
         * Constructs a new ActivePolicyUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ActivePolicyUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ActivePolicyUpdate id. */
        id?: (felix.PolicyID.$Properties|null);

        /** ActivePolicyUpdate policy. */
        policy?: (felix.Policy.$Properties|null);

        /**
         * Creates a new ActivePolicyUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ActivePolicyUpdate instance
         */
        static create(properties: felix.ActivePolicyUpdate.$Shape): felix.ActivePolicyUpdate & felix.ActivePolicyUpdate.$Shape;
        static create(properties?: felix.ActivePolicyUpdate.$Properties): felix.ActivePolicyUpdate;

        /**
         * Encodes the specified ActivePolicyUpdate message. Does not implicitly {@link felix.ActivePolicyUpdate.verify|verify} messages.
         * @param message ActivePolicyUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ActivePolicyUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ActivePolicyUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ActivePolicyUpdate & felix.ActivePolicyUpdate.$Shape} ActivePolicyUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ActivePolicyUpdate & felix.ActivePolicyUpdate.$Shape;

        /**
         * Creates an ActivePolicyUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ActivePolicyUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.ActivePolicyUpdate;

        /**
         * Creates a plain object from an ActivePolicyUpdate message. Also converts values to other types if specified.
         * @param message ActivePolicyUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ActivePolicyUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ActivePolicyUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ActivePolicyUpdate {

        /** Properties of an ActivePolicyUpdate. */
        interface $Properties {

            /** ActivePolicyUpdate id */
            id?: (felix.PolicyID.$Properties|null);

            /** ActivePolicyUpdate policy */
            policy?: (felix.Policy.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ActivePolicyUpdate. */
        type $Shape = {
          id?: felix.PolicyID.$Shape|null;
          policy?: felix.Policy.$Shape|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of an ActivePolicyRemove.
     * @deprecated Use felix.ActivePolicyRemove.$Properties instead.
     */
    interface IActivePolicyRemove extends felix.ActivePolicyRemove.$Properties {
    }

    /** Represents an ActivePolicyRemove. */
    class ActivePolicyRemove {

        /**
         * Constructs a new ActivePolicyRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ActivePolicyRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ActivePolicyRemove id. */
        id?: (felix.PolicyID.$Properties|null);

        /**
         * Creates a new ActivePolicyRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ActivePolicyRemove instance
         */
        static create(properties: felix.ActivePolicyRemove.$Shape): felix.ActivePolicyRemove & felix.ActivePolicyRemove.$Shape;
        static create(properties?: felix.ActivePolicyRemove.$Properties): felix.ActivePolicyRemove;

        /**
         * Encodes the specified ActivePolicyRemove message. Does not implicitly {@link felix.ActivePolicyRemove.verify|verify} messages.
         * @param message ActivePolicyRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ActivePolicyRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an ActivePolicyRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ActivePolicyRemove & felix.ActivePolicyRemove.$Shape} ActivePolicyRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ActivePolicyRemove & felix.ActivePolicyRemove.$Shape;

        /**
         * Creates an ActivePolicyRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ActivePolicyRemove
         */
        static fromObject(object: { [k: string]: any }): felix.ActivePolicyRemove;

        /**
         * Creates a plain object from an ActivePolicyRemove message. Also converts values to other types if specified.
         * @param message ActivePolicyRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ActivePolicyRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ActivePolicyRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ActivePolicyRemove {

        /** Properties of an ActivePolicyRemove. */
        interface $Properties {

            /** ActivePolicyRemove id */
            id?: (felix.PolicyID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an ActivePolicyRemove. */
        type $Shape = felix.ActivePolicyRemove.$Properties;
    }

    /**
     * Properties of a PolicyID.
     * @deprecated Use felix.PolicyID.$Properties instead.
     */
    interface IPolicyID extends felix.PolicyID.$Properties {
    }

    /** Represents a PolicyID. */
    class PolicyID {

        /**
         * Constructs a new PolicyID.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.PolicyID.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PolicyID name. */
        name: string;

        /** PolicyID namespace. */
        namespace: string;

        /** PolicyID kind. */
        kind: string;

        /**
         * Creates a new PolicyID instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PolicyID instance
         */
        static create(properties: felix.PolicyID.$Shape): felix.PolicyID & felix.PolicyID.$Shape;
        static create(properties?: felix.PolicyID.$Properties): felix.PolicyID;

        /**
         * Encodes the specified PolicyID message. Does not implicitly {@link felix.PolicyID.verify|verify} messages.
         * @param message PolicyID message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.PolicyID.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PolicyID message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.PolicyID & felix.PolicyID.$Shape} PolicyID
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.PolicyID & felix.PolicyID.$Shape;

        /**
         * Creates a PolicyID message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PolicyID
         */
        static fromObject(object: { [k: string]: any }): felix.PolicyID;

        /**
         * Creates a plain object from a PolicyID message. Also converts values to other types if specified.
         * @param message PolicyID
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.PolicyID, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PolicyID to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PolicyID {

        /** Properties of a PolicyID. */
        interface $Properties {

            /** PolicyID name */
            name?: (string|null);

            /** PolicyID namespace */
            namespace?: (string|null);

            /** PolicyID kind */
            kind?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PolicyID. */
        type $Shape = felix.PolicyID.$Properties;
    }

    /**
     * Properties of a Policy.
     * @deprecated Use felix.Policy.$Properties instead.
     */
    interface IPolicy extends felix.Policy.$Properties {
    }

    /** Represents a Policy. */
    class Policy {

        /**
         * Constructs a new Policy.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.Policy.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Policy namespace. */
        namespace: string;

        /** Policy inbound_rules. */
        inbound_rules: felix.Rule.$Properties[];

        /** Policy outbound_rules. */
        outbound_rules: felix.Rule.$Properties[];

        /** Policy untracked. */
        untracked: boolean;

        /** Policy pre_dnat. */
        pre_dnat: boolean;

        /** Policy original_selector. */
        original_selector: string;

        /** Policy perf_hints. */
        perf_hints: string[];

        /** Policy tier. */
        tier: string;

        /**
         * Creates a new Policy instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Policy instance
         */
        static create(properties: felix.Policy.$Shape): felix.Policy & felix.Policy.$Shape;
        static create(properties?: felix.Policy.$Properties): felix.Policy;

        /**
         * Encodes the specified Policy message. Does not implicitly {@link felix.Policy.verify|verify} messages.
         * @param message Policy message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.Policy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Policy message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.Policy & felix.Policy.$Shape} Policy
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.Policy & felix.Policy.$Shape;

        /**
         * Creates a Policy message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Policy
         */
        static fromObject(object: { [k: string]: any }): felix.Policy;

        /**
         * Creates a plain object from a Policy message. Also converts values to other types if specified.
         * @param message Policy
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.Policy, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Policy to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Policy {

        /** Properties of a Policy. */
        interface $Properties {

            /** Policy namespace */
            namespace?: (string|null);

            /** Policy inbound_rules */
            inbound_rules?: (felix.Rule.$Properties[]|null);

            /** Policy outbound_rules */
            outbound_rules?: (felix.Rule.$Properties[]|null);

            /** Policy untracked */
            untracked?: (boolean|null);

            /** Policy pre_dnat */
            pre_dnat?: (boolean|null);

            /** Policy original_selector */
            original_selector?: (string|null);

            /** Policy perf_hints */
            perf_hints?: (string[]|null);

            /** Policy tier */
            tier?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Policy. */
        type $Shape = {
          namespace?: string|null;
          inbound_rules?: felix.Rule.$Shape[]|null;
          outbound_rules?: felix.Rule.$Shape[]|null;
          untracked?: boolean|null;
          pre_dnat?: boolean|null;
          original_selector?: string|null;
          perf_hints?: string[]|null;
          tier?: string|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Rule.
     * @deprecated Use felix.Rule.$Properties instead.
     */
    interface IRule extends felix.Rule.$Properties {
    }

    /** Represents a Rule. */
    class Rule {

        /**
         * Constructs a new Rule.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.Rule.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Rule action. */
        action: string;

        /** Rule ip_version. */
        ip_version: felix.IPVersion;

        /** Rule protocol. */
        protocol?: (felix.Protocol.$Properties|null);

        /** Rule src_net. */
        src_net: string[];

        /** Rule src_ports. */
        src_ports: felix.PortRange.$Properties[];

        /** Rule src_named_port_ip_set_ids. */
        src_named_port_ip_set_ids: string[];

        /** Rule dst_net. */
        dst_net: string[];

        /** Rule dst_ports. */
        dst_ports: felix.PortRange.$Properties[];

        /** Rule dst_named_port_ip_set_ids. */
        dst_named_port_ip_set_ids: string[];

        /** Rule icmp_type. */
        icmp_type?: (number|null);

        /** Rule icmp_type_code. */
        icmp_type_code?: (felix.IcmpTypeAndCode.$Properties|null);

        /** Rule src_ip_set_ids. */
        src_ip_set_ids: string[];

        /** Rule dst_ip_set_ids. */
        dst_ip_set_ids: string[];

        /** Rule dst_ip_port_set_ids. */
        dst_ip_port_set_ids: string[];

        /** Rule not_protocol. */
        not_protocol?: (felix.Protocol.$Properties|null);

        /** Rule not_src_net. */
        not_src_net: string[];

        /** Rule not_src_ports. */
        not_src_ports: felix.PortRange.$Properties[];

        /** Rule not_dst_net. */
        not_dst_net: string[];

        /** Rule not_dst_ports. */
        not_dst_ports: felix.PortRange.$Properties[];

        /** Rule not_icmp_type. */
        not_icmp_type?: (number|null);

        /** Rule not_icmp_type_code. */
        not_icmp_type_code?: (felix.IcmpTypeAndCode.$Properties|null);

        /** Rule not_src_ip_set_ids. */
        not_src_ip_set_ids: string[];

        /** Rule not_dst_ip_set_ids. */
        not_dst_ip_set_ids: string[];

        /** Rule not_src_named_port_ip_set_ids. */
        not_src_named_port_ip_set_ids: string[];

        /** Rule not_dst_named_port_ip_set_ids. */
        not_dst_named_port_ip_set_ids: string[];

        /** Rule original_src_selector. */
        original_src_selector: string;

        /** Rule original_dst_selector. */
        original_dst_selector: string;

        /** Rule original_src_namespace_selector. */
        original_src_namespace_selector: string;

        /** Rule original_dst_namespace_selector. */
        original_dst_namespace_selector: string;

        /** Rule original_not_src_selector. */
        original_not_src_selector: string;

        /** Rule original_not_dst_selector. */
        original_not_dst_selector: string;

        /** Rule original_src_service. */
        original_src_service: string;

        /** Rule original_src_service_namespace. */
        original_src_service_namespace: string;

        /** Rule original_dst_service. */
        original_dst_service: string;

        /** Rule original_dst_service_namespace. */
        original_dst_service_namespace: string;

        /** Rule src_service_account_match. */
        src_service_account_match?: (felix.ServiceAccountMatch.$Properties|null);

        /** Rule dst_service_account_match. */
        dst_service_account_match?: (felix.ServiceAccountMatch.$Properties|null);

        /** Rule http_match. */
        http_match?: (felix.HTTPMatch.$Properties|null);

        /** Rule metadata. */
        metadata?: (felix.RuleMetadata.$Properties|null);

        /** Rule rule_id. */
        rule_id: string;

        /** Rule icmp. */
        icmp?: ("icmp_type"|"icmp_type_code");

        /** Rule not_icmp. */
        not_icmp?: ("not_icmp_type"|"not_icmp_type_code");

        /**
         * Creates a new Rule instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Rule instance
         */
        static create(properties: felix.Rule.$Shape): felix.Rule & felix.Rule.$Shape;
        static create(properties?: felix.Rule.$Properties): felix.Rule;

        /**
         * Encodes the specified Rule message. Does not implicitly {@link felix.Rule.verify|verify} messages.
         * @param message Rule message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.Rule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Rule message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.Rule & felix.Rule.$Shape} Rule
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.Rule & felix.Rule.$Shape;

        /**
         * Creates a Rule message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Rule
         */
        static fromObject(object: { [k: string]: any }): felix.Rule;

        /**
         * Creates a plain object from a Rule message. Also converts values to other types if specified.
         * @param message Rule
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.Rule, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Rule to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Rule {

        /** Properties of a Rule. */
        interface $Properties {

            /** Rule action */
            action?: (string|null);

            /** Rule ip_version */
            ip_version?: (felix.IPVersion|null);

            /** Rule protocol */
            protocol?: (felix.Protocol.$Properties|null);

            /** Rule src_net */
            src_net?: (string[]|null);

            /** Rule src_ports */
            src_ports?: (felix.PortRange.$Properties[]|null);

            /** Rule src_named_port_ip_set_ids */
            src_named_port_ip_set_ids?: (string[]|null);

            /** Rule dst_net */
            dst_net?: (string[]|null);

            /** Rule dst_ports */
            dst_ports?: (felix.PortRange.$Properties[]|null);

            /** Rule dst_named_port_ip_set_ids */
            dst_named_port_ip_set_ids?: (string[]|null);

            /** Rule icmp_type */
            icmp_type?: (number|null);

            /** Rule icmp_type_code */
            icmp_type_code?: (felix.IcmpTypeAndCode.$Properties|null);

            /** Rule src_ip_set_ids */
            src_ip_set_ids?: (string[]|null);

            /** Rule dst_ip_set_ids */
            dst_ip_set_ids?: (string[]|null);

            /** Rule dst_ip_port_set_ids */
            dst_ip_port_set_ids?: (string[]|null);

            /** Rule not_protocol */
            not_protocol?: (felix.Protocol.$Properties|null);

            /** Rule not_src_net */
            not_src_net?: (string[]|null);

            /** Rule not_src_ports */
            not_src_ports?: (felix.PortRange.$Properties[]|null);

            /** Rule not_dst_net */
            not_dst_net?: (string[]|null);

            /** Rule not_dst_ports */
            not_dst_ports?: (felix.PortRange.$Properties[]|null);

            /** Rule not_icmp_type */
            not_icmp_type?: (number|null);

            /** Rule not_icmp_type_code */
            not_icmp_type_code?: (felix.IcmpTypeAndCode.$Properties|null);

            /** Rule not_src_ip_set_ids */
            not_src_ip_set_ids?: (string[]|null);

            /** Rule not_dst_ip_set_ids */
            not_dst_ip_set_ids?: (string[]|null);

            /** Rule not_src_named_port_ip_set_ids */
            not_src_named_port_ip_set_ids?: (string[]|null);

            /** Rule not_dst_named_port_ip_set_ids */
            not_dst_named_port_ip_set_ids?: (string[]|null);

            /** Rule original_src_selector */
            original_src_selector?: (string|null);

            /** Rule original_dst_selector */
            original_dst_selector?: (string|null);

            /** Rule original_src_namespace_selector */
            original_src_namespace_selector?: (string|null);

            /** Rule original_dst_namespace_selector */
            original_dst_namespace_selector?: (string|null);

            /** Rule original_not_src_selector */
            original_not_src_selector?: (string|null);

            /** Rule original_not_dst_selector */
            original_not_dst_selector?: (string|null);

            /** Rule original_src_service */
            original_src_service?: (string|null);

            /** Rule original_src_service_namespace */
            original_src_service_namespace?: (string|null);

            /** Rule original_dst_service */
            original_dst_service?: (string|null);

            /** Rule original_dst_service_namespace */
            original_dst_service_namespace?: (string|null);

            /** Rule src_service_account_match */
            src_service_account_match?: (felix.ServiceAccountMatch.$Properties|null);

            /** Rule dst_service_account_match */
            dst_service_account_match?: (felix.ServiceAccountMatch.$Properties|null);

            /** Rule http_match */
            http_match?: (felix.HTTPMatch.$Properties|null);

            /** Rule metadata */
            metadata?: (felix.RuleMetadata.$Properties|null);

            /** Rule rule_id */
            rule_id?: (string|null);

            /** Rule icmp */
            icmp?: ("icmp_type"|"icmp_type_code");

            /** Rule not_icmp */
            not_icmp?: ("not_icmp_type"|"not_icmp_type_code");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Rule. */
        type $Shape = {
          action?: string|null;
          ip_version?: felix.IPVersion|null;
          protocol?: felix.Protocol.$Shape|null;
          src_net?: string[]|null;
          src_ports?: felix.PortRange.$Shape[]|null;
          src_named_port_ip_set_ids?: string[]|null;
          dst_net?: string[]|null;
          dst_ports?: felix.PortRange.$Shape[]|null;
          dst_named_port_ip_set_ids?: string[]|null;
          icmp_type?: number|null;
          icmp_type_code?: felix.IcmpTypeAndCode.$Shape|null;
          src_ip_set_ids?: string[]|null;
          dst_ip_set_ids?: string[]|null;
          dst_ip_port_set_ids?: string[]|null;
          not_protocol?: felix.Protocol.$Shape|null;
          not_src_net?: string[]|null;
          not_src_ports?: felix.PortRange.$Shape[]|null;
          not_dst_net?: string[]|null;
          not_dst_ports?: felix.PortRange.$Shape[]|null;
          not_icmp_type?: number|null;
          not_icmp_type_code?: felix.IcmpTypeAndCode.$Shape|null;
          not_src_ip_set_ids?: string[]|null;
          not_dst_ip_set_ids?: string[]|null;
          not_src_named_port_ip_set_ids?: string[]|null;
          not_dst_named_port_ip_set_ids?: string[]|null;
          original_src_selector?: string|null;
          original_dst_selector?: string|null;
          original_src_namespace_selector?: string|null;
          original_dst_namespace_selector?: string|null;
          original_not_src_selector?: string|null;
          original_not_dst_selector?: string|null;
          original_src_service?: string|null;
          original_src_service_namespace?: string|null;
          original_dst_service?: string|null;
          original_dst_service_namespace?: string|null;
          src_service_account_match?: felix.ServiceAccountMatch.$Shape|null;
          dst_service_account_match?: felix.ServiceAccountMatch.$Shape|null;
          http_match?: felix.HTTPMatch.$Shape|null;
          metadata?: felix.RuleMetadata.$Shape|null;
          rule_id?: string|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ icmp?: undefined; icmp_type?: null; icmp_type_code?: null }|{ icmp?: "icmp_type"; icmp_type: number; icmp_type_code?: null }|{ icmp?: "icmp_type_code"; icmp_type?: null; icmp_type_code: felix.IcmpTypeAndCode.$Shape })
        ) & (
          ({ not_icmp?: undefined; not_icmp_type?: null; not_icmp_type_code?: null }|{ not_icmp?: "not_icmp_type"; not_icmp_type: number; not_icmp_type_code?: null }|{ not_icmp?: "not_icmp_type_code"; not_icmp_type?: null; not_icmp_type_code: felix.IcmpTypeAndCode.$Shape })
        );
    }

    /**
     * Properties of a ServiceAccountMatch.
     * @deprecated Use felix.ServiceAccountMatch.$Properties instead.
     */
    interface IServiceAccountMatch extends felix.ServiceAccountMatch.$Properties {
    }

    /** Represents a ServiceAccountMatch. */
    class ServiceAccountMatch {

        /**
         * Constructs a new ServiceAccountMatch.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ServiceAccountMatch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServiceAccountMatch selector. */
        selector: string;

        /** ServiceAccountMatch names. */
        names: string[];

        /**
         * Creates a new ServiceAccountMatch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServiceAccountMatch instance
         */
        static create(properties: felix.ServiceAccountMatch.$Shape): felix.ServiceAccountMatch & felix.ServiceAccountMatch.$Shape;
        static create(properties?: felix.ServiceAccountMatch.$Properties): felix.ServiceAccountMatch;

        /**
         * Encodes the specified ServiceAccountMatch message. Does not implicitly {@link felix.ServiceAccountMatch.verify|verify} messages.
         * @param message ServiceAccountMatch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ServiceAccountMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServiceAccountMatch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ServiceAccountMatch & felix.ServiceAccountMatch.$Shape} ServiceAccountMatch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ServiceAccountMatch & felix.ServiceAccountMatch.$Shape;

        /**
         * Creates a ServiceAccountMatch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServiceAccountMatch
         */
        static fromObject(object: { [k: string]: any }): felix.ServiceAccountMatch;

        /**
         * Creates a plain object from a ServiceAccountMatch message. Also converts values to other types if specified.
         * @param message ServiceAccountMatch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ServiceAccountMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServiceAccountMatch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServiceAccountMatch {

        /** Properties of a ServiceAccountMatch. */
        interface $Properties {

            /** ServiceAccountMatch selector */
            selector?: (string|null);

            /** ServiceAccountMatch names */
            names?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServiceAccountMatch. */
        type $Shape = felix.ServiceAccountMatch.$Properties;
    }

    /**
     * Properties of a HTTPMatch.
     * @deprecated Use felix.HTTPMatch.$Properties instead.
     */
    interface IHTTPMatch extends felix.HTTPMatch.$Properties {
    }

    /** Represents a HTTPMatch. */
    class HTTPMatch {

        /**
         * Constructs a new HTTPMatch.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HTTPMatch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HTTPMatch methods. */
        methods: string[];

        /** HTTPMatch paths. */
        paths: felix.HTTPMatch.PathMatch.$Properties[];

        /**
         * Creates a new HTTPMatch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HTTPMatch instance
         */
        static create(properties: felix.HTTPMatch.$Shape): felix.HTTPMatch & felix.HTTPMatch.$Shape;
        static create(properties?: felix.HTTPMatch.$Properties): felix.HTTPMatch;

        /**
         * Encodes the specified HTTPMatch message. Does not implicitly {@link felix.HTTPMatch.verify|verify} messages.
         * @param message HTTPMatch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HTTPMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HTTPMatch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HTTPMatch & felix.HTTPMatch.$Shape} HTTPMatch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HTTPMatch & felix.HTTPMatch.$Shape;

        /**
         * Creates a HTTPMatch message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HTTPMatch
         */
        static fromObject(object: { [k: string]: any }): felix.HTTPMatch;

        /**
         * Creates a plain object from a HTTPMatch message. Also converts values to other types if specified.
         * @param message HTTPMatch
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HTTPMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HTTPMatch to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HTTPMatch {

        /** Properties of a HTTPMatch. */
        interface $Properties {

            /** HTTPMatch methods */
            methods?: (string[]|null);

            /** HTTPMatch paths */
            paths?: (felix.HTTPMatch.PathMatch.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HTTPMatch. */
        type $Shape = {
          methods?: string[]|null;
          paths?: felix.HTTPMatch.PathMatch.$Shape[]|null;
          $unknowns?: Uint8Array[];
        };

        /**
         * Properties of a PathMatch.
         * @deprecated Use felix.HTTPMatch.PathMatch.$Properties instead.
         */
        interface IPathMatch extends felix.HTTPMatch.PathMatch.$Properties {
        }

        /** Represents a PathMatch. */
        class PathMatch {

            /**
             * Constructs a new PathMatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: felix.HTTPMatch.PathMatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PathMatch exact. */
            exact?: (string|null);

            /** PathMatch prefix. */
            prefix?: (string|null);

            /** PathMatch path_match. */
            path_match?: ("exact"|"prefix");

            /**
             * Creates a new PathMatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PathMatch instance
             */
            static create(properties: felix.HTTPMatch.PathMatch.$Shape): felix.HTTPMatch.PathMatch & felix.HTTPMatch.PathMatch.$Shape;
            static create(properties?: felix.HTTPMatch.PathMatch.$Properties): felix.HTTPMatch.PathMatch;

            /**
             * Encodes the specified PathMatch message. Does not implicitly {@link felix.HTTPMatch.PathMatch.verify|verify} messages.
             * @param message PathMatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: felix.HTTPMatch.PathMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PathMatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {felix.HTTPMatch.PathMatch & felix.HTTPMatch.PathMatch.$Shape} PathMatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HTTPMatch.PathMatch & felix.HTTPMatch.PathMatch.$Shape;

            /**
             * Creates a PathMatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PathMatch
             */
            static fromObject(object: { [k: string]: any }): felix.HTTPMatch.PathMatch;

            /**
             * Creates a plain object from a PathMatch message. Also converts values to other types if specified.
             * @param message PathMatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: felix.HTTPMatch.PathMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PathMatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PathMatch {

            /** Properties of a PathMatch. */
            interface $Properties {

                /** PathMatch exact */
                exact?: (string|null);

                /** PathMatch prefix */
                prefix?: (string|null);

                /** PathMatch path_match */
                path_match?: ("exact"|"prefix");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a PathMatch. */
            type $Shape = {
              exact?: string|null;
              prefix?: string|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ path_match?: undefined; exact?: null; prefix?: null }|{ path_match?: "exact"; exact: string; prefix?: null }|{ path_match?: "prefix"; exact?: null; prefix: string })
            );
        }
    }

    /**
     * Properties of a RuleMetadata.
     * @deprecated Use felix.RuleMetadata.$Properties instead.
     */
    interface IRuleMetadata extends felix.RuleMetadata.$Properties {
    }

    /** Represents a RuleMetadata. */
    class RuleMetadata {

        /**
         * Constructs a new RuleMetadata.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.RuleMetadata.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RuleMetadata annotations. */
        annotations: { [k: string]: string };

        /**
         * Creates a new RuleMetadata instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RuleMetadata instance
         */
        static create(properties: felix.RuleMetadata.$Shape): felix.RuleMetadata & felix.RuleMetadata.$Shape;
        static create(properties?: felix.RuleMetadata.$Properties): felix.RuleMetadata;

        /**
         * Encodes the specified RuleMetadata message. Does not implicitly {@link felix.RuleMetadata.verify|verify} messages.
         * @param message RuleMetadata message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.RuleMetadata.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RuleMetadata message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.RuleMetadata & felix.RuleMetadata.$Shape} RuleMetadata
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.RuleMetadata & felix.RuleMetadata.$Shape;

        /**
         * Creates a RuleMetadata message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RuleMetadata
         */
        static fromObject(object: { [k: string]: any }): felix.RuleMetadata;

        /**
         * Creates a plain object from a RuleMetadata message. Also converts values to other types if specified.
         * @param message RuleMetadata
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.RuleMetadata, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RuleMetadata to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RuleMetadata {

        /** Properties of a RuleMetadata. */
        interface $Properties {

            /** RuleMetadata annotations */
            annotations?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RuleMetadata. */
        type $Shape = felix.RuleMetadata.$Properties;
    }

    /**
     * Properties of an IcmpTypeAndCode.
     * @deprecated Use felix.IcmpTypeAndCode.$Properties instead.
     */
    interface IIcmpTypeAndCode extends felix.IcmpTypeAndCode.$Properties {
    }

    /** Represents an IcmpTypeAndCode. */
    class IcmpTypeAndCode {

        /**
         * Constructs a new IcmpTypeAndCode.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.IcmpTypeAndCode.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IcmpTypeAndCode type. */
        type: number;

        /** IcmpTypeAndCode code. */
        code: number;

        /**
         * Creates a new IcmpTypeAndCode instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IcmpTypeAndCode instance
         */
        static create(properties: felix.IcmpTypeAndCode.$Shape): felix.IcmpTypeAndCode & felix.IcmpTypeAndCode.$Shape;
        static create(properties?: felix.IcmpTypeAndCode.$Properties): felix.IcmpTypeAndCode;

        /**
         * Encodes the specified IcmpTypeAndCode message. Does not implicitly {@link felix.IcmpTypeAndCode.verify|verify} messages.
         * @param message IcmpTypeAndCode message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.IcmpTypeAndCode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IcmpTypeAndCode message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.IcmpTypeAndCode & felix.IcmpTypeAndCode.$Shape} IcmpTypeAndCode
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.IcmpTypeAndCode & felix.IcmpTypeAndCode.$Shape;

        /**
         * Creates an IcmpTypeAndCode message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IcmpTypeAndCode
         */
        static fromObject(object: { [k: string]: any }): felix.IcmpTypeAndCode;

        /**
         * Creates a plain object from an IcmpTypeAndCode message. Also converts values to other types if specified.
         * @param message IcmpTypeAndCode
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.IcmpTypeAndCode, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IcmpTypeAndCode to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IcmpTypeAndCode {

        /** Properties of an IcmpTypeAndCode. */
        interface $Properties {

            /** IcmpTypeAndCode type */
            type?: (number|null);

            /** IcmpTypeAndCode code */
            code?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IcmpTypeAndCode. */
        type $Shape = felix.IcmpTypeAndCode.$Properties;
    }

    /**
     * Properties of a Protocol.
     * @deprecated Use felix.Protocol.$Properties instead.
     */
    interface IProtocol extends felix.Protocol.$Properties {
    }

    /** Represents a Protocol. */
    class Protocol {

        /**
         * Constructs a new Protocol.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.Protocol.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Protocol number. */
        number?: (number|null);

        /** Protocol name. */
        name?: (string|null);

        /** Protocol number_or_name. */
        number_or_name?: ("number"|"name");

        /**
         * Creates a new Protocol instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Protocol instance
         */
        static create(properties: felix.Protocol.$Shape): felix.Protocol & felix.Protocol.$Shape;
        static create(properties?: felix.Protocol.$Properties): felix.Protocol;

        /**
         * Encodes the specified Protocol message. Does not implicitly {@link felix.Protocol.verify|verify} messages.
         * @param message Protocol message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.Protocol.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Protocol message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.Protocol & felix.Protocol.$Shape} Protocol
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.Protocol & felix.Protocol.$Shape;

        /**
         * Creates a Protocol message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Protocol
         */
        static fromObject(object: { [k: string]: any }): felix.Protocol;

        /**
         * Creates a plain object from a Protocol message. Also converts values to other types if specified.
         * @param message Protocol
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.Protocol, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Protocol to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Protocol {

        /** Properties of a Protocol. */
        interface $Properties {

            /** Protocol number */
            number?: (number|null);

            /** Protocol name */
            name?: (string|null);

            /** Protocol number_or_name */
            number_or_name?: ("number"|"name");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Protocol. */
        type $Shape = {
          number?: number|null;
          name?: string|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ number_or_name?: undefined; number?: null; name?: null }|{ number_or_name?: "number"; number: number; name?: null }|{ number_or_name?: "name"; number?: null; name: string })
        );
    }

    /**
     * Properties of a PortRange.
     * @deprecated Use felix.PortRange.$Properties instead.
     */
    interface IPortRange extends felix.PortRange.$Properties {
    }

    /** Represents a PortRange. */
    class PortRange {

        /**
         * Constructs a new PortRange.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.PortRange.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PortRange first. */
        first: number;

        /** PortRange last. */
        last: number;

        /**
         * Creates a new PortRange instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PortRange instance
         */
        static create(properties: felix.PortRange.$Shape): felix.PortRange & felix.PortRange.$Shape;
        static create(properties?: felix.PortRange.$Properties): felix.PortRange;

        /**
         * Encodes the specified PortRange message. Does not implicitly {@link felix.PortRange.verify|verify} messages.
         * @param message PortRange message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.PortRange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PortRange message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.PortRange & felix.PortRange.$Shape} PortRange
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.PortRange & felix.PortRange.$Shape;

        /**
         * Creates a PortRange message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns PortRange
         */
        static fromObject(object: { [k: string]: any }): felix.PortRange;

        /**
         * Creates a plain object from a PortRange message. Also converts values to other types if specified.
         * @param message PortRange
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.PortRange, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this PortRange to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace PortRange {

        /** Properties of a PortRange. */
        interface $Properties {

            /** PortRange first */
            first?: (number|null);

            /** PortRange last */
            last?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PortRange. */
        type $Shape = felix.PortRange.$Properties;
    }

    /**
     * Properties of a WorkloadEndpointID.
     * @deprecated Use felix.WorkloadEndpointID.$Properties instead.
     */
    interface IWorkloadEndpointID extends felix.WorkloadEndpointID.$Properties {
    }

    /** Represents a WorkloadEndpointID. */
    class WorkloadEndpointID {

        /**
         * Constructs a new WorkloadEndpointID.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WorkloadEndpointID.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkloadEndpointID orchestrator_id. */
        orchestrator_id: string;

        /** WorkloadEndpointID workload_id. */
        workload_id: string;

        /** WorkloadEndpointID endpoint_id. */
        endpoint_id: string;

        /**
         * Creates a new WorkloadEndpointID instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkloadEndpointID instance
         */
        static create(properties: felix.WorkloadEndpointID.$Shape): felix.WorkloadEndpointID & felix.WorkloadEndpointID.$Shape;
        static create(properties?: felix.WorkloadEndpointID.$Properties): felix.WorkloadEndpointID;

        /**
         * Encodes the specified WorkloadEndpointID message. Does not implicitly {@link felix.WorkloadEndpointID.verify|verify} messages.
         * @param message WorkloadEndpointID message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WorkloadEndpointID.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkloadEndpointID message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WorkloadEndpointID & felix.WorkloadEndpointID.$Shape} WorkloadEndpointID
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WorkloadEndpointID & felix.WorkloadEndpointID.$Shape;

        /**
         * Creates a WorkloadEndpointID message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WorkloadEndpointID
         */
        static fromObject(object: { [k: string]: any }): felix.WorkloadEndpointID;

        /**
         * Creates a plain object from a WorkloadEndpointID message. Also converts values to other types if specified.
         * @param message WorkloadEndpointID
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WorkloadEndpointID, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WorkloadEndpointID to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WorkloadEndpointID {

        /** Properties of a WorkloadEndpointID. */
        interface $Properties {

            /** WorkloadEndpointID orchestrator_id */
            orchestrator_id?: (string|null);

            /** WorkloadEndpointID workload_id */
            workload_id?: (string|null);

            /** WorkloadEndpointID endpoint_id */
            endpoint_id?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkloadEndpointID. */
        type $Shape = felix.WorkloadEndpointID.$Properties;
    }

    /**
     * Properties of a WorkloadEndpointUpdate.
     * @deprecated Use felix.WorkloadEndpointUpdate.$Properties instead.
     */
    interface IWorkloadEndpointUpdate extends felix.WorkloadEndpointUpdate.$Properties {
    }

    /** Represents a WorkloadEndpointUpdate. */
    class WorkloadEndpointUpdate {

        /**
         * Constructs a new WorkloadEndpointUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WorkloadEndpointUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkloadEndpointUpdate id. */
        id?: (felix.WorkloadEndpointID.$Properties|null);

        /** WorkloadEndpointUpdate endpoint. */
        endpoint?: (felix.WorkloadEndpoint.$Properties|null);

        /**
         * Creates a new WorkloadEndpointUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkloadEndpointUpdate instance
         */
        static create(properties: felix.WorkloadEndpointUpdate.$Shape): felix.WorkloadEndpointUpdate & felix.WorkloadEndpointUpdate.$Shape;
        static create(properties?: felix.WorkloadEndpointUpdate.$Properties): felix.WorkloadEndpointUpdate;

        /**
         * Encodes the specified WorkloadEndpointUpdate message. Does not implicitly {@link felix.WorkloadEndpointUpdate.verify|verify} messages.
         * @param message WorkloadEndpointUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WorkloadEndpointUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkloadEndpointUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WorkloadEndpointUpdate & felix.WorkloadEndpointUpdate.$Shape} WorkloadEndpointUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WorkloadEndpointUpdate & felix.WorkloadEndpointUpdate.$Shape;

        /**
         * Creates a WorkloadEndpointUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WorkloadEndpointUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.WorkloadEndpointUpdate;

        /**
         * Creates a plain object from a WorkloadEndpointUpdate message. Also converts values to other types if specified.
         * @param message WorkloadEndpointUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WorkloadEndpointUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WorkloadEndpointUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WorkloadEndpointUpdate {

        /** Properties of a WorkloadEndpointUpdate. */
        interface $Properties {

            /** WorkloadEndpointUpdate id */
            id?: (felix.WorkloadEndpointID.$Properties|null);

            /** WorkloadEndpointUpdate endpoint */
            endpoint?: (felix.WorkloadEndpoint.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkloadEndpointUpdate. */
        type $Shape = felix.WorkloadEndpointUpdate.$Properties;
    }

    /**
     * Properties of a WorkloadBpfSkipRedir.
     * @deprecated Use felix.WorkloadBpfSkipRedir.$Properties instead.
     */
    interface IWorkloadBpfSkipRedir extends felix.WorkloadBpfSkipRedir.$Properties {
    }

    /** Represents a WorkloadBpfSkipRedir. */
    class WorkloadBpfSkipRedir {

        /**
         * Constructs a new WorkloadBpfSkipRedir.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WorkloadBpfSkipRedir.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkloadBpfSkipRedir Egress. */
        Egress: boolean;

        /** WorkloadBpfSkipRedir Ingress. */
        Ingress: boolean;

        /**
         * Creates a new WorkloadBpfSkipRedir instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkloadBpfSkipRedir instance
         */
        static create(properties: felix.WorkloadBpfSkipRedir.$Shape): felix.WorkloadBpfSkipRedir & felix.WorkloadBpfSkipRedir.$Shape;
        static create(properties?: felix.WorkloadBpfSkipRedir.$Properties): felix.WorkloadBpfSkipRedir;

        /**
         * Encodes the specified WorkloadBpfSkipRedir message. Does not implicitly {@link felix.WorkloadBpfSkipRedir.verify|verify} messages.
         * @param message WorkloadBpfSkipRedir message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WorkloadBpfSkipRedir.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkloadBpfSkipRedir message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WorkloadBpfSkipRedir & felix.WorkloadBpfSkipRedir.$Shape} WorkloadBpfSkipRedir
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WorkloadBpfSkipRedir & felix.WorkloadBpfSkipRedir.$Shape;

        /**
         * Creates a WorkloadBpfSkipRedir message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WorkloadBpfSkipRedir
         */
        static fromObject(object: { [k: string]: any }): felix.WorkloadBpfSkipRedir;

        /**
         * Creates a plain object from a WorkloadBpfSkipRedir message. Also converts values to other types if specified.
         * @param message WorkloadBpfSkipRedir
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WorkloadBpfSkipRedir, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WorkloadBpfSkipRedir to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WorkloadBpfSkipRedir {

        /** Properties of a WorkloadBpfSkipRedir. */
        interface $Properties {

            /** WorkloadBpfSkipRedir Egress */
            Egress?: (boolean|null);

            /** WorkloadBpfSkipRedir Ingress */
            Ingress?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkloadBpfSkipRedir. */
        type $Shape = felix.WorkloadBpfSkipRedir.$Properties;
    }

    /**
     * Properties of a WorkloadEndpoint.
     * @deprecated Use felix.WorkloadEndpoint.$Properties instead.
     */
    interface IWorkloadEndpoint extends felix.WorkloadEndpoint.$Properties {
    }

    /** Represents a WorkloadEndpoint. */
    class WorkloadEndpoint {

        /**
         * Constructs a new WorkloadEndpoint.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WorkloadEndpoint.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkloadEndpoint state. */
        state: string;

        /** WorkloadEndpoint name. */
        name: string;

        /** WorkloadEndpoint mac. */
        mac: string;

        /** WorkloadEndpoint profile_ids. */
        profile_ids: string[];

        /** WorkloadEndpoint ipv4_nets. */
        ipv4_nets: string[];

        /** WorkloadEndpoint ipv6_nets. */
        ipv6_nets: string[];

        /** WorkloadEndpoint tiers. */
        tiers: felix.TierInfo.$Properties[];

        /** WorkloadEndpoint ipv4_nat. */
        ipv4_nat: felix.NatInfo.$Properties[];

        /** WorkloadEndpoint ipv6_nat. */
        ipv6_nat: felix.NatInfo.$Properties[];

        /** WorkloadEndpoint allow_spoofed_source_prefixes. */
        allow_spoofed_source_prefixes: string[];

        /** WorkloadEndpoint annotations. */
        annotations: { [k: string]: string };

        /** WorkloadEndpoint qos_controls. */
        qos_controls?: (felix.QoSControls.$Properties|null);

        /** WorkloadEndpoint local_bgp_peer. */
        local_bgp_peer?: (felix.LocalBGPPeer.$Properties|null);

        /** WorkloadEndpoint skip_redir. */
        skip_redir?: (felix.WorkloadBpfSkipRedir.$Properties|null);

        /** WorkloadEndpoint qos_policies. */
        qos_policies: felix.QoSPolicy.$Properties[];

        /** WorkloadEndpoint is_istio_ambient. */
        is_istio_ambient: boolean;

        /** WorkloadEndpoint live_migration_role. */
        live_migration_role: felix.LiveMigrationRole;

        /** WorkloadEndpoint live_migration_uid. */
        live_migration_uid: string;

        /** WorkloadEndpoint live_migration_vmi_name. */
        live_migration_vmi_name: string;

        /**
         * Creates a new WorkloadEndpoint instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkloadEndpoint instance
         */
        static create(properties: felix.WorkloadEndpoint.$Shape): felix.WorkloadEndpoint & felix.WorkloadEndpoint.$Shape;
        static create(properties?: felix.WorkloadEndpoint.$Properties): felix.WorkloadEndpoint;

        /**
         * Encodes the specified WorkloadEndpoint message. Does not implicitly {@link felix.WorkloadEndpoint.verify|verify} messages.
         * @param message WorkloadEndpoint message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WorkloadEndpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkloadEndpoint message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WorkloadEndpoint & felix.WorkloadEndpoint.$Shape} WorkloadEndpoint
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WorkloadEndpoint & felix.WorkloadEndpoint.$Shape;

        /**
         * Creates a WorkloadEndpoint message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WorkloadEndpoint
         */
        static fromObject(object: { [k: string]: any }): felix.WorkloadEndpoint;

        /**
         * Creates a plain object from a WorkloadEndpoint message. Also converts values to other types if specified.
         * @param message WorkloadEndpoint
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WorkloadEndpoint, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WorkloadEndpoint to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WorkloadEndpoint {

        /** Properties of a WorkloadEndpoint. */
        interface $Properties {

            /** WorkloadEndpoint state */
            state?: (string|null);

            /** WorkloadEndpoint name */
            name?: (string|null);

            /** WorkloadEndpoint mac */
            mac?: (string|null);

            /** WorkloadEndpoint profile_ids */
            profile_ids?: (string[]|null);

            /** WorkloadEndpoint ipv4_nets */
            ipv4_nets?: (string[]|null);

            /** WorkloadEndpoint ipv6_nets */
            ipv6_nets?: (string[]|null);

            /** WorkloadEndpoint tiers */
            tiers?: (felix.TierInfo.$Properties[]|null);

            /** WorkloadEndpoint ipv4_nat */
            ipv4_nat?: (felix.NatInfo.$Properties[]|null);

            /** WorkloadEndpoint ipv6_nat */
            ipv6_nat?: (felix.NatInfo.$Properties[]|null);

            /** WorkloadEndpoint allow_spoofed_source_prefixes */
            allow_spoofed_source_prefixes?: (string[]|null);

            /** WorkloadEndpoint annotations */
            annotations?: ({ [k: string]: string }|null);

            /** WorkloadEndpoint qos_controls */
            qos_controls?: (felix.QoSControls.$Properties|null);

            /** WorkloadEndpoint local_bgp_peer */
            local_bgp_peer?: (felix.LocalBGPPeer.$Properties|null);

            /** WorkloadEndpoint skip_redir */
            skip_redir?: (felix.WorkloadBpfSkipRedir.$Properties|null);

            /** WorkloadEndpoint qos_policies */
            qos_policies?: (felix.QoSPolicy.$Properties[]|null);

            /** WorkloadEndpoint is_istio_ambient */
            is_istio_ambient?: (boolean|null);

            /** WorkloadEndpoint live_migration_role */
            live_migration_role?: (felix.LiveMigrationRole|null);

            /** WorkloadEndpoint live_migration_uid */
            live_migration_uid?: (string|null);

            /** WorkloadEndpoint live_migration_vmi_name */
            live_migration_vmi_name?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkloadEndpoint. */
        type $Shape = felix.WorkloadEndpoint.$Properties;
    }

    /**
     * Properties of a QoSControls.
     * @deprecated Use felix.QoSControls.$Properties instead.
     */
    interface IQoSControls extends felix.QoSControls.$Properties {
    }

    /** Represents a QoSControls. */
    class QoSControls {

        /**
         * Constructs a new QoSControls.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.QoSControls.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** QoSControls IngressBandwidth. */
        IngressBandwidth: number;

        /** QoSControls EgressBandwidth. */
        EgressBandwidth: number;

        /** QoSControls IngressBurst. */
        IngressBurst: number;

        /** QoSControls EgressBurst. */
        EgressBurst: number;

        /** QoSControls IngressPacketRate. */
        IngressPacketRate: number;

        /** QoSControls EgressPacketRate. */
        EgressPacketRate: number;

        /** QoSControls IngressMaxConnections. */
        IngressMaxConnections: number;

        /** QoSControls EgressMaxConnections. */
        EgressMaxConnections: number;

        /** QoSControls IngressPeakrate. */
        IngressPeakrate: number;

        /** QoSControls EgressPeakrate. */
        EgressPeakrate: number;

        /** QoSControls IngressMinburst. */
        IngressMinburst: number;

        /** QoSControls EgressMinburst. */
        EgressMinburst: number;

        /** QoSControls IngressPacketBurst. */
        IngressPacketBurst: number;

        /** QoSControls EgressPacketBurst. */
        EgressPacketBurst: number;

        /**
         * Creates a new QoSControls instance using the specified properties.
         * @param [properties] Properties to set
         * @returns QoSControls instance
         */
        static create(properties: felix.QoSControls.$Shape): felix.QoSControls & felix.QoSControls.$Shape;
        static create(properties?: felix.QoSControls.$Properties): felix.QoSControls;

        /**
         * Encodes the specified QoSControls message. Does not implicitly {@link felix.QoSControls.verify|verify} messages.
         * @param message QoSControls message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.QoSControls.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a QoSControls message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.QoSControls & felix.QoSControls.$Shape} QoSControls
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.QoSControls & felix.QoSControls.$Shape;

        /**
         * Creates a QoSControls message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns QoSControls
         */
        static fromObject(object: { [k: string]: any }): felix.QoSControls;

        /**
         * Creates a plain object from a QoSControls message. Also converts values to other types if specified.
         * @param message QoSControls
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.QoSControls, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this QoSControls to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace QoSControls {

        /** Properties of a QoSControls. */
        interface $Properties {

            /** QoSControls IngressBandwidth */
            IngressBandwidth?: (number|null);

            /** QoSControls EgressBandwidth */
            EgressBandwidth?: (number|null);

            /** QoSControls IngressBurst */
            IngressBurst?: (number|null);

            /** QoSControls EgressBurst */
            EgressBurst?: (number|null);

            /** QoSControls IngressPacketRate */
            IngressPacketRate?: (number|null);

            /** QoSControls EgressPacketRate */
            EgressPacketRate?: (number|null);

            /** QoSControls IngressMaxConnections */
            IngressMaxConnections?: (number|null);

            /** QoSControls EgressMaxConnections */
            EgressMaxConnections?: (number|null);

            /** QoSControls IngressPeakrate */
            IngressPeakrate?: (number|null);

            /** QoSControls EgressPeakrate */
            EgressPeakrate?: (number|null);

            /** QoSControls IngressMinburst */
            IngressMinburst?: (number|null);

            /** QoSControls EgressMinburst */
            EgressMinburst?: (number|null);

            /** QoSControls IngressPacketBurst */
            IngressPacketBurst?: (number|null);

            /** QoSControls EgressPacketBurst */
            EgressPacketBurst?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a QoSControls. */
        type $Shape = felix.QoSControls.$Properties;
    }

    /**
     * Properties of a QoSPolicy.
     * @deprecated Use felix.QoSPolicy.$Properties instead.
     */
    interface IQoSPolicy extends felix.QoSPolicy.$Properties {
    }

    /** Represents a QoSPolicy. */
    class QoSPolicy {

        /**
         * Constructs a new QoSPolicy.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.QoSPolicy.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** QoSPolicy destination. */
        destination: string;

        /** QoSPolicy dscp. */
        dscp: number;

        /**
         * Creates a new QoSPolicy instance using the specified properties.
         * @param [properties] Properties to set
         * @returns QoSPolicy instance
         */
        static create(properties: felix.QoSPolicy.$Shape): felix.QoSPolicy & felix.QoSPolicy.$Shape;
        static create(properties?: felix.QoSPolicy.$Properties): felix.QoSPolicy;

        /**
         * Encodes the specified QoSPolicy message. Does not implicitly {@link felix.QoSPolicy.verify|verify} messages.
         * @param message QoSPolicy message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.QoSPolicy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a QoSPolicy message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.QoSPolicy & felix.QoSPolicy.$Shape} QoSPolicy
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.QoSPolicy & felix.QoSPolicy.$Shape;

        /**
         * Creates a QoSPolicy message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns QoSPolicy
         */
        static fromObject(object: { [k: string]: any }): felix.QoSPolicy;

        /**
         * Creates a plain object from a QoSPolicy message. Also converts values to other types if specified.
         * @param message QoSPolicy
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.QoSPolicy, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this QoSPolicy to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace QoSPolicy {

        /** Properties of a QoSPolicy. */
        interface $Properties {

            /** QoSPolicy destination */
            destination?: (string|null);

            /** QoSPolicy dscp */
            dscp?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a QoSPolicy. */
        type $Shape = felix.QoSPolicy.$Properties;
    }

    /**
     * Properties of a LocalBGPPeer.
     * @deprecated Use felix.LocalBGPPeer.$Properties instead.
     */
    interface ILocalBGPPeer extends felix.LocalBGPPeer.$Properties {
    }

    /** Represents a LocalBGPPeer. */
    class LocalBGPPeer {

        /**
         * Constructs a new LocalBGPPeer.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.LocalBGPPeer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LocalBGPPeer bgp_peer_name. */
        bgp_peer_name: string;

        /**
         * Creates a new LocalBGPPeer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LocalBGPPeer instance
         */
        static create(properties: felix.LocalBGPPeer.$Shape): felix.LocalBGPPeer & felix.LocalBGPPeer.$Shape;
        static create(properties?: felix.LocalBGPPeer.$Properties): felix.LocalBGPPeer;

        /**
         * Encodes the specified LocalBGPPeer message. Does not implicitly {@link felix.LocalBGPPeer.verify|verify} messages.
         * @param message LocalBGPPeer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.LocalBGPPeer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LocalBGPPeer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.LocalBGPPeer & felix.LocalBGPPeer.$Shape} LocalBGPPeer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.LocalBGPPeer & felix.LocalBGPPeer.$Shape;

        /**
         * Creates a LocalBGPPeer message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns LocalBGPPeer
         */
        static fromObject(object: { [k: string]: any }): felix.LocalBGPPeer;

        /**
         * Creates a plain object from a LocalBGPPeer message. Also converts values to other types if specified.
         * @param message LocalBGPPeer
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.LocalBGPPeer, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this LocalBGPPeer to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace LocalBGPPeer {

        /** Properties of a LocalBGPPeer. */
        interface $Properties {

            /** LocalBGPPeer bgp_peer_name */
            bgp_peer_name?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LocalBGPPeer. */
        type $Shape = felix.LocalBGPPeer.$Properties;
    }

    /**
     * Properties of a WorkloadEndpointRemove.
     * @deprecated Use felix.WorkloadEndpointRemove.$Properties instead.
     */
    interface IWorkloadEndpointRemove extends felix.WorkloadEndpointRemove.$Properties {
    }

    /** Represents a WorkloadEndpointRemove. */
    class WorkloadEndpointRemove {

        /**
         * Constructs a new WorkloadEndpointRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WorkloadEndpointRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkloadEndpointRemove id. */
        id?: (felix.WorkloadEndpointID.$Properties|null);

        /**
         * Creates a new WorkloadEndpointRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkloadEndpointRemove instance
         */
        static create(properties: felix.WorkloadEndpointRemove.$Shape): felix.WorkloadEndpointRemove & felix.WorkloadEndpointRemove.$Shape;
        static create(properties?: felix.WorkloadEndpointRemove.$Properties): felix.WorkloadEndpointRemove;

        /**
         * Encodes the specified WorkloadEndpointRemove message. Does not implicitly {@link felix.WorkloadEndpointRemove.verify|verify} messages.
         * @param message WorkloadEndpointRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WorkloadEndpointRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkloadEndpointRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WorkloadEndpointRemove & felix.WorkloadEndpointRemove.$Shape} WorkloadEndpointRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WorkloadEndpointRemove & felix.WorkloadEndpointRemove.$Shape;

        /**
         * Creates a WorkloadEndpointRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WorkloadEndpointRemove
         */
        static fromObject(object: { [k: string]: any }): felix.WorkloadEndpointRemove;

        /**
         * Creates a plain object from a WorkloadEndpointRemove message. Also converts values to other types if specified.
         * @param message WorkloadEndpointRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WorkloadEndpointRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WorkloadEndpointRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WorkloadEndpointRemove {

        /** Properties of a WorkloadEndpointRemove. */
        interface $Properties {

            /** WorkloadEndpointRemove id */
            id?: (felix.WorkloadEndpointID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkloadEndpointRemove. */
        type $Shape = felix.WorkloadEndpointRemove.$Properties;
    }

    /**
     * Properties of a HostEndpointID.
     * @deprecated Use felix.HostEndpointID.$Properties instead.
     */
    interface IHostEndpointID extends felix.HostEndpointID.$Properties {
    }

    /** Represents a HostEndpointID. */
    class HostEndpointID {

        /**
         * Constructs a new HostEndpointID.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostEndpointID.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostEndpointID endpoint_id. */
        endpoint_id: string;

        /**
         * Creates a new HostEndpointID instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostEndpointID instance
         */
        static create(properties: felix.HostEndpointID.$Shape): felix.HostEndpointID & felix.HostEndpointID.$Shape;
        static create(properties?: felix.HostEndpointID.$Properties): felix.HostEndpointID;

        /**
         * Encodes the specified HostEndpointID message. Does not implicitly {@link felix.HostEndpointID.verify|verify} messages.
         * @param message HostEndpointID message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostEndpointID.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostEndpointID message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostEndpointID & felix.HostEndpointID.$Shape} HostEndpointID
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostEndpointID & felix.HostEndpointID.$Shape;

        /**
         * Creates a HostEndpointID message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostEndpointID
         */
        static fromObject(object: { [k: string]: any }): felix.HostEndpointID;

        /**
         * Creates a plain object from a HostEndpointID message. Also converts values to other types if specified.
         * @param message HostEndpointID
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostEndpointID, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostEndpointID to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostEndpointID {

        /** Properties of a HostEndpointID. */
        interface $Properties {

            /** HostEndpointID endpoint_id */
            endpoint_id?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostEndpointID. */
        type $Shape = felix.HostEndpointID.$Properties;
    }

    /**
     * Properties of a HostEndpointUpdate.
     * @deprecated Use felix.HostEndpointUpdate.$Properties instead.
     */
    interface IHostEndpointUpdate extends felix.HostEndpointUpdate.$Properties {
    }

    /** Represents a HostEndpointUpdate. */
    class HostEndpointUpdate {

        /**
         * Constructs a new HostEndpointUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostEndpointUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostEndpointUpdate id. */
        id?: (felix.HostEndpointID.$Properties|null);

        /** HostEndpointUpdate endpoint. */
        endpoint?: (felix.HostEndpoint.$Properties|null);

        /**
         * Creates a new HostEndpointUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostEndpointUpdate instance
         */
        static create(properties: felix.HostEndpointUpdate.$Shape): felix.HostEndpointUpdate & felix.HostEndpointUpdate.$Shape;
        static create(properties?: felix.HostEndpointUpdate.$Properties): felix.HostEndpointUpdate;

        /**
         * Encodes the specified HostEndpointUpdate message. Does not implicitly {@link felix.HostEndpointUpdate.verify|verify} messages.
         * @param message HostEndpointUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostEndpointUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostEndpointUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostEndpointUpdate & felix.HostEndpointUpdate.$Shape} HostEndpointUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostEndpointUpdate & felix.HostEndpointUpdate.$Shape;

        /**
         * Creates a HostEndpointUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostEndpointUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.HostEndpointUpdate;

        /**
         * Creates a plain object from a HostEndpointUpdate message. Also converts values to other types if specified.
         * @param message HostEndpointUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostEndpointUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostEndpointUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostEndpointUpdate {

        /** Properties of a HostEndpointUpdate. */
        interface $Properties {

            /** HostEndpointUpdate id */
            id?: (felix.HostEndpointID.$Properties|null);

            /** HostEndpointUpdate endpoint */
            endpoint?: (felix.HostEndpoint.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostEndpointUpdate. */
        type $Shape = felix.HostEndpointUpdate.$Properties;
    }

    /**
     * Properties of a HostEndpoint.
     * @deprecated Use felix.HostEndpoint.$Properties instead.
     */
    interface IHostEndpoint extends felix.HostEndpoint.$Properties {
    }

    /** Represents a HostEndpoint. */
    class HostEndpoint {

        /**
         * Constructs a new HostEndpoint.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostEndpoint.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostEndpoint name. */
        name: string;

        /** HostEndpoint profile_ids. */
        profile_ids: string[];

        /** HostEndpoint tiers. */
        tiers: felix.TierInfo.$Properties[];

        /** HostEndpoint untracked_tiers. */
        untracked_tiers: felix.TierInfo.$Properties[];

        /** HostEndpoint pre_dnat_tiers. */
        pre_dnat_tiers: felix.TierInfo.$Properties[];

        /** HostEndpoint forward_tiers. */
        forward_tiers: felix.TierInfo.$Properties[];

        /** HostEndpoint expected_ipv4_addrs. */
        expected_ipv4_addrs: string[];

        /** HostEndpoint expected_ipv6_addrs. */
        expected_ipv6_addrs: string[];

        /** HostEndpoint qos_policies. */
        qos_policies: felix.QoSPolicy.$Properties[];

        /**
         * Creates a new HostEndpoint instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostEndpoint instance
         */
        static create(properties: felix.HostEndpoint.$Shape): felix.HostEndpoint & felix.HostEndpoint.$Shape;
        static create(properties?: felix.HostEndpoint.$Properties): felix.HostEndpoint;

        /**
         * Encodes the specified HostEndpoint message. Does not implicitly {@link felix.HostEndpoint.verify|verify} messages.
         * @param message HostEndpoint message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostEndpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostEndpoint message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostEndpoint & felix.HostEndpoint.$Shape} HostEndpoint
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostEndpoint & felix.HostEndpoint.$Shape;

        /**
         * Creates a HostEndpoint message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostEndpoint
         */
        static fromObject(object: { [k: string]: any }): felix.HostEndpoint;

        /**
         * Creates a plain object from a HostEndpoint message. Also converts values to other types if specified.
         * @param message HostEndpoint
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostEndpoint, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostEndpoint to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostEndpoint {

        /** Properties of a HostEndpoint. */
        interface $Properties {

            /** HostEndpoint name */
            name?: (string|null);

            /** HostEndpoint profile_ids */
            profile_ids?: (string[]|null);

            /** HostEndpoint tiers */
            tiers?: (felix.TierInfo.$Properties[]|null);

            /** HostEndpoint untracked_tiers */
            untracked_tiers?: (felix.TierInfo.$Properties[]|null);

            /** HostEndpoint pre_dnat_tiers */
            pre_dnat_tiers?: (felix.TierInfo.$Properties[]|null);

            /** HostEndpoint forward_tiers */
            forward_tiers?: (felix.TierInfo.$Properties[]|null);

            /** HostEndpoint expected_ipv4_addrs */
            expected_ipv4_addrs?: (string[]|null);

            /** HostEndpoint expected_ipv6_addrs */
            expected_ipv6_addrs?: (string[]|null);

            /** HostEndpoint qos_policies */
            qos_policies?: (felix.QoSPolicy.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostEndpoint. */
        type $Shape = felix.HostEndpoint.$Properties;
    }

    /**
     * Properties of a HostEndpointRemove.
     * @deprecated Use felix.HostEndpointRemove.$Properties instead.
     */
    interface IHostEndpointRemove extends felix.HostEndpointRemove.$Properties {
    }

    /** Represents a HostEndpointRemove. */
    class HostEndpointRemove {

        /**
         * Constructs a new HostEndpointRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostEndpointRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostEndpointRemove id. */
        id?: (felix.HostEndpointID.$Properties|null);

        /**
         * Creates a new HostEndpointRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostEndpointRemove instance
         */
        static create(properties: felix.HostEndpointRemove.$Shape): felix.HostEndpointRemove & felix.HostEndpointRemove.$Shape;
        static create(properties?: felix.HostEndpointRemove.$Properties): felix.HostEndpointRemove;

        /**
         * Encodes the specified HostEndpointRemove message. Does not implicitly {@link felix.HostEndpointRemove.verify|verify} messages.
         * @param message HostEndpointRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostEndpointRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostEndpointRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostEndpointRemove & felix.HostEndpointRemove.$Shape} HostEndpointRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostEndpointRemove & felix.HostEndpointRemove.$Shape;

        /**
         * Creates a HostEndpointRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostEndpointRemove
         */
        static fromObject(object: { [k: string]: any }): felix.HostEndpointRemove;

        /**
         * Creates a plain object from a HostEndpointRemove message. Also converts values to other types if specified.
         * @param message HostEndpointRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostEndpointRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostEndpointRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostEndpointRemove {

        /** Properties of a HostEndpointRemove. */
        interface $Properties {

            /** HostEndpointRemove id */
            id?: (felix.HostEndpointID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostEndpointRemove. */
        type $Shape = felix.HostEndpointRemove.$Properties;
    }

    /**
     * Properties of a TierInfo.
     * @deprecated Use felix.TierInfo.$Properties instead.
     */
    interface ITierInfo extends felix.TierInfo.$Properties {
    }

    /** Represents a TierInfo. */
    class TierInfo {

        /**
         * Constructs a new TierInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.TierInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TierInfo name. */
        name: string;

        /** TierInfo ingress_policies. */
        ingress_policies: felix.PolicyID.$Properties[];

        /** TierInfo egress_policies. */
        egress_policies: felix.PolicyID.$Properties[];

        /** TierInfo default_action. */
        default_action: string;

        /**
         * Creates a new TierInfo instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TierInfo instance
         */
        static create(properties: felix.TierInfo.$Shape): felix.TierInfo & felix.TierInfo.$Shape;
        static create(properties?: felix.TierInfo.$Properties): felix.TierInfo;

        /**
         * Encodes the specified TierInfo message. Does not implicitly {@link felix.TierInfo.verify|verify} messages.
         * @param message TierInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.TierInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TierInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.TierInfo & felix.TierInfo.$Shape} TierInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.TierInfo & felix.TierInfo.$Shape;

        /**
         * Creates a TierInfo message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TierInfo
         */
        static fromObject(object: { [k: string]: any }): felix.TierInfo;

        /**
         * Creates a plain object from a TierInfo message. Also converts values to other types if specified.
         * @param message TierInfo
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.TierInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TierInfo to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TierInfo {

        /** Properties of a TierInfo. */
        interface $Properties {

            /** TierInfo name */
            name?: (string|null);

            /** TierInfo ingress_policies */
            ingress_policies?: (felix.PolicyID.$Properties[]|null);

            /** TierInfo egress_policies */
            egress_policies?: (felix.PolicyID.$Properties[]|null);

            /** TierInfo default_action */
            default_action?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TierInfo. */
        type $Shape = felix.TierInfo.$Properties;
    }

    /**
     * Properties of a NatInfo.
     * @deprecated Use felix.NatInfo.$Properties instead.
     */
    interface INatInfo extends felix.NatInfo.$Properties {
    }

    /** Represents a NatInfo. */
    class NatInfo {

        /**
         * Constructs a new NatInfo.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.NatInfo.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NatInfo ext_ip. */
        ext_ip: string;

        /** NatInfo int_ip. */
        int_ip: string;

        /**
         * Creates a new NatInfo instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NatInfo instance
         */
        static create(properties: felix.NatInfo.$Shape): felix.NatInfo & felix.NatInfo.$Shape;
        static create(properties?: felix.NatInfo.$Properties): felix.NatInfo;

        /**
         * Encodes the specified NatInfo message. Does not implicitly {@link felix.NatInfo.verify|verify} messages.
         * @param message NatInfo message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.NatInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NatInfo message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.NatInfo & felix.NatInfo.$Shape} NatInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.NatInfo & felix.NatInfo.$Shape;

        /**
         * Creates a NatInfo message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns NatInfo
         */
        static fromObject(object: { [k: string]: any }): felix.NatInfo;

        /**
         * Creates a plain object from a NatInfo message. Also converts values to other types if specified.
         * @param message NatInfo
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.NatInfo, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this NatInfo to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace NatInfo {

        /** Properties of a NatInfo. */
        interface $Properties {

            /** NatInfo ext_ip */
            ext_ip?: (string|null);

            /** NatInfo int_ip */
            int_ip?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NatInfo. */
        type $Shape = felix.NatInfo.$Properties;
    }

    /**
     * Properties of a ProcessStatusUpdate.
     * @deprecated Use felix.ProcessStatusUpdate.$Properties instead.
     */
    interface IProcessStatusUpdate extends felix.ProcessStatusUpdate.$Properties {
    }

    /** Represents a ProcessStatusUpdate. */
    class ProcessStatusUpdate {

        /**
         * Constructs a new ProcessStatusUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ProcessStatusUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ProcessStatusUpdate iso_timestamp. */
        iso_timestamp: string;

        /** ProcessStatusUpdate uptime. */
        uptime: number;

        /**
         * Creates a new ProcessStatusUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ProcessStatusUpdate instance
         */
        static create(properties: felix.ProcessStatusUpdate.$Shape): felix.ProcessStatusUpdate & felix.ProcessStatusUpdate.$Shape;
        static create(properties?: felix.ProcessStatusUpdate.$Properties): felix.ProcessStatusUpdate;

        /**
         * Encodes the specified ProcessStatusUpdate message. Does not implicitly {@link felix.ProcessStatusUpdate.verify|verify} messages.
         * @param message ProcessStatusUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ProcessStatusUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ProcessStatusUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ProcessStatusUpdate & felix.ProcessStatusUpdate.$Shape} ProcessStatusUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ProcessStatusUpdate & felix.ProcessStatusUpdate.$Shape;

        /**
         * Creates a ProcessStatusUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ProcessStatusUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.ProcessStatusUpdate;

        /**
         * Creates a plain object from a ProcessStatusUpdate message. Also converts values to other types if specified.
         * @param message ProcessStatusUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ProcessStatusUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ProcessStatusUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ProcessStatusUpdate {

        /** Properties of a ProcessStatusUpdate. */
        interface $Properties {

            /** ProcessStatusUpdate iso_timestamp */
            iso_timestamp?: (string|null);

            /** ProcessStatusUpdate uptime */
            uptime?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ProcessStatusUpdate. */
        type $Shape = felix.ProcessStatusUpdate.$Properties;
    }

    /**
     * Properties of a HostEndpointStatusUpdate.
     * @deprecated Use felix.HostEndpointStatusUpdate.$Properties instead.
     */
    interface IHostEndpointStatusUpdate extends felix.HostEndpointStatusUpdate.$Properties {
    }

    /** Represents a HostEndpointStatusUpdate. */
    class HostEndpointStatusUpdate {

        /**
         * Constructs a new HostEndpointStatusUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostEndpointStatusUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostEndpointStatusUpdate id. */
        id?: (felix.HostEndpointID.$Properties|null);

        /** HostEndpointStatusUpdate status. */
        status?: (felix.EndpointStatus.$Properties|null);

        /**
         * Creates a new HostEndpointStatusUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostEndpointStatusUpdate instance
         */
        static create(properties: felix.HostEndpointStatusUpdate.$Shape): felix.HostEndpointStatusUpdate & felix.HostEndpointStatusUpdate.$Shape;
        static create(properties?: felix.HostEndpointStatusUpdate.$Properties): felix.HostEndpointStatusUpdate;

        /**
         * Encodes the specified HostEndpointStatusUpdate message. Does not implicitly {@link felix.HostEndpointStatusUpdate.verify|verify} messages.
         * @param message HostEndpointStatusUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostEndpointStatusUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostEndpointStatusUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostEndpointStatusUpdate & felix.HostEndpointStatusUpdate.$Shape} HostEndpointStatusUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostEndpointStatusUpdate & felix.HostEndpointStatusUpdate.$Shape;

        /**
         * Creates a HostEndpointStatusUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostEndpointStatusUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.HostEndpointStatusUpdate;

        /**
         * Creates a plain object from a HostEndpointStatusUpdate message. Also converts values to other types if specified.
         * @param message HostEndpointStatusUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostEndpointStatusUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostEndpointStatusUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostEndpointStatusUpdate {

        /** Properties of a HostEndpointStatusUpdate. */
        interface $Properties {

            /** HostEndpointStatusUpdate id */
            id?: (felix.HostEndpointID.$Properties|null);

            /** HostEndpointStatusUpdate status */
            status?: (felix.EndpointStatus.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostEndpointStatusUpdate. */
        type $Shape = felix.HostEndpointStatusUpdate.$Properties;
    }

    /**
     * Properties of an EndpointStatus.
     * @deprecated Use felix.EndpointStatus.$Properties instead.
     */
    interface IEndpointStatus extends felix.EndpointStatus.$Properties {
    }

    /** Represents an EndpointStatus. */
    class EndpointStatus {

        /**
         * Constructs a new EndpointStatus.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.EndpointStatus.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EndpointStatus status. */
        status: string;

        /**
         * Creates a new EndpointStatus instance using the specified properties.
         * @param [properties] Properties to set
         * @returns EndpointStatus instance
         */
        static create(properties: felix.EndpointStatus.$Shape): felix.EndpointStatus & felix.EndpointStatus.$Shape;
        static create(properties?: felix.EndpointStatus.$Properties): felix.EndpointStatus;

        /**
         * Encodes the specified EndpointStatus message. Does not implicitly {@link felix.EndpointStatus.verify|verify} messages.
         * @param message EndpointStatus message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.EndpointStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EndpointStatus message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.EndpointStatus & felix.EndpointStatus.$Shape} EndpointStatus
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.EndpointStatus & felix.EndpointStatus.$Shape;

        /**
         * Creates an EndpointStatus message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns EndpointStatus
         */
        static fromObject(object: { [k: string]: any }): felix.EndpointStatus;

        /**
         * Creates a plain object from an EndpointStatus message. Also converts values to other types if specified.
         * @param message EndpointStatus
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.EndpointStatus, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this EndpointStatus to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace EndpointStatus {

        /** Properties of an EndpointStatus. */
        interface $Properties {

            /** EndpointStatus status */
            status?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EndpointStatus. */
        type $Shape = felix.EndpointStatus.$Properties;
    }

    /**
     * Properties of a HostEndpointStatusRemove.
     * @deprecated Use felix.HostEndpointStatusRemove.$Properties instead.
     */
    interface IHostEndpointStatusRemove extends felix.HostEndpointStatusRemove.$Properties {
    }

    /** Represents a HostEndpointStatusRemove. */
    class HostEndpointStatusRemove {

        /**
         * Constructs a new HostEndpointStatusRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostEndpointStatusRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostEndpointStatusRemove id. */
        id?: (felix.HostEndpointID.$Properties|null);

        /**
         * Creates a new HostEndpointStatusRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostEndpointStatusRemove instance
         */
        static create(properties: felix.HostEndpointStatusRemove.$Shape): felix.HostEndpointStatusRemove & felix.HostEndpointStatusRemove.$Shape;
        static create(properties?: felix.HostEndpointStatusRemove.$Properties): felix.HostEndpointStatusRemove;

        /**
         * Encodes the specified HostEndpointStatusRemove message. Does not implicitly {@link felix.HostEndpointStatusRemove.verify|verify} messages.
         * @param message HostEndpointStatusRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostEndpointStatusRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostEndpointStatusRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostEndpointStatusRemove & felix.HostEndpointStatusRemove.$Shape} HostEndpointStatusRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostEndpointStatusRemove & felix.HostEndpointStatusRemove.$Shape;

        /**
         * Creates a HostEndpointStatusRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostEndpointStatusRemove
         */
        static fromObject(object: { [k: string]: any }): felix.HostEndpointStatusRemove;

        /**
         * Creates a plain object from a HostEndpointStatusRemove message. Also converts values to other types if specified.
         * @param message HostEndpointStatusRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostEndpointStatusRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostEndpointStatusRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostEndpointStatusRemove {

        /** Properties of a HostEndpointStatusRemove. */
        interface $Properties {

            /** HostEndpointStatusRemove id */
            id?: (felix.HostEndpointID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostEndpointStatusRemove. */
        type $Shape = felix.HostEndpointStatusRemove.$Properties;
    }

    /**
     * Properties of a WorkloadEndpointStatusUpdate.
     * @deprecated Use felix.WorkloadEndpointStatusUpdate.$Properties instead.
     */
    interface IWorkloadEndpointStatusUpdate extends felix.WorkloadEndpointStatusUpdate.$Properties {
    }

    /** Represents a WorkloadEndpointStatusUpdate. */
    class WorkloadEndpointStatusUpdate {

        /**
         * Constructs a new WorkloadEndpointStatusUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WorkloadEndpointStatusUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkloadEndpointStatusUpdate id. */
        id?: (felix.WorkloadEndpointID.$Properties|null);

        /** WorkloadEndpointStatusUpdate status. */
        status?: (felix.EndpointStatus.$Properties|null);

        /** WorkloadEndpointStatusUpdate endpoint. */
        endpoint?: (felix.WorkloadEndpoint.$Properties|null);

        /**
         * Creates a new WorkloadEndpointStatusUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkloadEndpointStatusUpdate instance
         */
        static create(properties: felix.WorkloadEndpointStatusUpdate.$Shape): felix.WorkloadEndpointStatusUpdate & felix.WorkloadEndpointStatusUpdate.$Shape;
        static create(properties?: felix.WorkloadEndpointStatusUpdate.$Properties): felix.WorkloadEndpointStatusUpdate;

        /**
         * Encodes the specified WorkloadEndpointStatusUpdate message. Does not implicitly {@link felix.WorkloadEndpointStatusUpdate.verify|verify} messages.
         * @param message WorkloadEndpointStatusUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WorkloadEndpointStatusUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkloadEndpointStatusUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WorkloadEndpointStatusUpdate & felix.WorkloadEndpointStatusUpdate.$Shape} WorkloadEndpointStatusUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WorkloadEndpointStatusUpdate & felix.WorkloadEndpointStatusUpdate.$Shape;

        /**
         * Creates a WorkloadEndpointStatusUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WorkloadEndpointStatusUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.WorkloadEndpointStatusUpdate;

        /**
         * Creates a plain object from a WorkloadEndpointStatusUpdate message. Also converts values to other types if specified.
         * @param message WorkloadEndpointStatusUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WorkloadEndpointStatusUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WorkloadEndpointStatusUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WorkloadEndpointStatusUpdate {

        /** Properties of a WorkloadEndpointStatusUpdate. */
        interface $Properties {

            /** WorkloadEndpointStatusUpdate id */
            id?: (felix.WorkloadEndpointID.$Properties|null);

            /** WorkloadEndpointStatusUpdate status */
            status?: (felix.EndpointStatus.$Properties|null);

            /** WorkloadEndpointStatusUpdate endpoint */
            endpoint?: (felix.WorkloadEndpoint.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkloadEndpointStatusUpdate. */
        type $Shape = felix.WorkloadEndpointStatusUpdate.$Properties;
    }

    /**
     * Properties of a WorkloadEndpointStatusRemove.
     * @deprecated Use felix.WorkloadEndpointStatusRemove.$Properties instead.
     */
    interface IWorkloadEndpointStatusRemove extends felix.WorkloadEndpointStatusRemove.$Properties {
    }

    /** Represents a WorkloadEndpointStatusRemove. */
    class WorkloadEndpointStatusRemove {

        /**
         * Constructs a new WorkloadEndpointStatusRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WorkloadEndpointStatusRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WorkloadEndpointStatusRemove id. */
        id?: (felix.WorkloadEndpointID.$Properties|null);

        /**
         * Creates a new WorkloadEndpointStatusRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WorkloadEndpointStatusRemove instance
         */
        static create(properties: felix.WorkloadEndpointStatusRemove.$Shape): felix.WorkloadEndpointStatusRemove & felix.WorkloadEndpointStatusRemove.$Shape;
        static create(properties?: felix.WorkloadEndpointStatusRemove.$Properties): felix.WorkloadEndpointStatusRemove;

        /**
         * Encodes the specified WorkloadEndpointStatusRemove message. Does not implicitly {@link felix.WorkloadEndpointStatusRemove.verify|verify} messages.
         * @param message WorkloadEndpointStatusRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WorkloadEndpointStatusRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WorkloadEndpointStatusRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WorkloadEndpointStatusRemove & felix.WorkloadEndpointStatusRemove.$Shape} WorkloadEndpointStatusRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WorkloadEndpointStatusRemove & felix.WorkloadEndpointStatusRemove.$Shape;

        /**
         * Creates a WorkloadEndpointStatusRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WorkloadEndpointStatusRemove
         */
        static fromObject(object: { [k: string]: any }): felix.WorkloadEndpointStatusRemove;

        /**
         * Creates a plain object from a WorkloadEndpointStatusRemove message. Also converts values to other types if specified.
         * @param message WorkloadEndpointStatusRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WorkloadEndpointStatusRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WorkloadEndpointStatusRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WorkloadEndpointStatusRemove {

        /** Properties of a WorkloadEndpointStatusRemove. */
        interface $Properties {

            /** WorkloadEndpointStatusRemove id */
            id?: (felix.WorkloadEndpointID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WorkloadEndpointStatusRemove. */
        type $Shape = felix.WorkloadEndpointStatusRemove.$Properties;
    }

    /**
     * Properties of a WireguardStatusUpdate.
     * @deprecated Use felix.WireguardStatusUpdate.$Properties instead.
     */
    interface IWireguardStatusUpdate extends felix.WireguardStatusUpdate.$Properties {
    }

    /** Represents a WireguardStatusUpdate. */
    class WireguardStatusUpdate {

        /**
         * Constructs a new WireguardStatusUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WireguardStatusUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WireguardStatusUpdate public_key. */
        public_key: string;

        /** WireguardStatusUpdate ip_version. */
        ip_version: felix.IPVersion;

        /**
         * Creates a new WireguardStatusUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WireguardStatusUpdate instance
         */
        static create(properties: felix.WireguardStatusUpdate.$Shape): felix.WireguardStatusUpdate & felix.WireguardStatusUpdate.$Shape;
        static create(properties?: felix.WireguardStatusUpdate.$Properties): felix.WireguardStatusUpdate;

        /**
         * Encodes the specified WireguardStatusUpdate message. Does not implicitly {@link felix.WireguardStatusUpdate.verify|verify} messages.
         * @param message WireguardStatusUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WireguardStatusUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WireguardStatusUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WireguardStatusUpdate & felix.WireguardStatusUpdate.$Shape} WireguardStatusUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WireguardStatusUpdate & felix.WireguardStatusUpdate.$Shape;

        /**
         * Creates a WireguardStatusUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WireguardStatusUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.WireguardStatusUpdate;

        /**
         * Creates a plain object from a WireguardStatusUpdate message. Also converts values to other types if specified.
         * @param message WireguardStatusUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WireguardStatusUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WireguardStatusUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WireguardStatusUpdate {

        /** Properties of a WireguardStatusUpdate. */
        interface $Properties {

            /** WireguardStatusUpdate public_key */
            public_key?: (string|null);

            /** WireguardStatusUpdate ip_version */
            ip_version?: (felix.IPVersion|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WireguardStatusUpdate. */
        type $Shape = felix.WireguardStatusUpdate.$Properties;
    }

    /**
     * Properties of a DataplaneInSync.
     * @deprecated Use felix.DataplaneInSync.$Properties instead.
     */
    interface IDataplaneInSync extends felix.DataplaneInSync.$Properties {
    }

    /** Represents a DataplaneInSync. */
    class DataplaneInSync {

        /**
         * Constructs a new DataplaneInSync.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.DataplaneInSync.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new DataplaneInSync instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DataplaneInSync instance
         */
        static create(properties: felix.DataplaneInSync.$Shape): felix.DataplaneInSync & felix.DataplaneInSync.$Shape;
        static create(properties?: felix.DataplaneInSync.$Properties): felix.DataplaneInSync;

        /**
         * Encodes the specified DataplaneInSync message. Does not implicitly {@link felix.DataplaneInSync.verify|verify} messages.
         * @param message DataplaneInSync message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.DataplaneInSync.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataplaneInSync message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.DataplaneInSync & felix.DataplaneInSync.$Shape} DataplaneInSync
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.DataplaneInSync & felix.DataplaneInSync.$Shape;

        /**
         * Creates a DataplaneInSync message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DataplaneInSync
         */
        static fromObject(object: { [k: string]: any }): felix.DataplaneInSync;

        /**
         * Creates a plain object from a DataplaneInSync message. Also converts values to other types if specified.
         * @param message DataplaneInSync
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.DataplaneInSync, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DataplaneInSync to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DataplaneInSync {

        /** Properties of a DataplaneInSync. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataplaneInSync. */
        type $Shape = felix.DataplaneInSync.$Properties;
    }

    /**
     * Properties of a HostMetadataUpdate.
     * @deprecated Use felix.HostMetadataUpdate.$Properties instead.
     */
    interface IHostMetadataUpdate extends felix.HostMetadataUpdate.$Properties {
    }

    /** Represents a HostMetadataUpdate. */
    class HostMetadataUpdate {

        /**
         * Constructs a new HostMetadataUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostMetadataUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostMetadataUpdate hostname. */
        hostname: string;

        /** HostMetadataUpdate ipv4_addr. */
        ipv4_addr: string;

        /** HostMetadataUpdate ipv6_addr. */
        ipv6_addr: string;

        /** HostMetadataUpdate asnumber. */
        asnumber: string;

        /** HostMetadataUpdate labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new HostMetadataUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostMetadataUpdate instance
         */
        static create(properties: felix.HostMetadataUpdate.$Shape): felix.HostMetadataUpdate & felix.HostMetadataUpdate.$Shape;
        static create(properties?: felix.HostMetadataUpdate.$Properties): felix.HostMetadataUpdate;

        /**
         * Encodes the specified HostMetadataUpdate message. Does not implicitly {@link felix.HostMetadataUpdate.verify|verify} messages.
         * @param message HostMetadataUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostMetadataUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostMetadataUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostMetadataUpdate & felix.HostMetadataUpdate.$Shape} HostMetadataUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostMetadataUpdate & felix.HostMetadataUpdate.$Shape;

        /**
         * Creates a HostMetadataUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostMetadataUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.HostMetadataUpdate;

        /**
         * Creates a plain object from a HostMetadataUpdate message. Also converts values to other types if specified.
         * @param message HostMetadataUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostMetadataUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostMetadataUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostMetadataUpdate {

        /** Properties of a HostMetadataUpdate. */
        interface $Properties {

            /** HostMetadataUpdate hostname */
            hostname?: (string|null);

            /** HostMetadataUpdate ipv4_addr */
            ipv4_addr?: (string|null);

            /** HostMetadataUpdate ipv6_addr */
            ipv6_addr?: (string|null);

            /** HostMetadataUpdate asnumber */
            asnumber?: (string|null);

            /** HostMetadataUpdate labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostMetadataUpdate. */
        type $Shape = felix.HostMetadataUpdate.$Properties;
    }

    /**
     * Properties of a HostMetadataRemove.
     * @deprecated Use felix.HostMetadataRemove.$Properties instead.
     */
    interface IHostMetadataRemove extends felix.HostMetadataRemove.$Properties {
    }

    /** Represents a HostMetadataRemove. */
    class HostMetadataRemove {

        /**
         * Constructs a new HostMetadataRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.HostMetadataRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostMetadataRemove hostname. */
        hostname: string;

        /** HostMetadataRemove ipv4_addr. */
        ipv4_addr: string;

        /**
         * Creates a new HostMetadataRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostMetadataRemove instance
         */
        static create(properties: felix.HostMetadataRemove.$Shape): felix.HostMetadataRemove & felix.HostMetadataRemove.$Shape;
        static create(properties?: felix.HostMetadataRemove.$Properties): felix.HostMetadataRemove;

        /**
         * Encodes the specified HostMetadataRemove message. Does not implicitly {@link felix.HostMetadataRemove.verify|verify} messages.
         * @param message HostMetadataRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.HostMetadataRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostMetadataRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.HostMetadataRemove & felix.HostMetadataRemove.$Shape} HostMetadataRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.HostMetadataRemove & felix.HostMetadataRemove.$Shape;

        /**
         * Creates a HostMetadataRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns HostMetadataRemove
         */
        static fromObject(object: { [k: string]: any }): felix.HostMetadataRemove;

        /**
         * Creates a plain object from a HostMetadataRemove message. Also converts values to other types if specified.
         * @param message HostMetadataRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.HostMetadataRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this HostMetadataRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace HostMetadataRemove {

        /** Properties of a HostMetadataRemove. */
        interface $Properties {

            /** HostMetadataRemove hostname */
            hostname?: (string|null);

            /** HostMetadataRemove ipv4_addr */
            ipv4_addr?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostMetadataRemove. */
        type $Shape = felix.HostMetadataRemove.$Properties;
    }

    /**
     * Properties of a IPAMPoolUpdate.
     * @deprecated Use felix.IPAMPoolUpdate.$Properties instead.
     */
    interface IIPAMPoolUpdate extends felix.IPAMPoolUpdate.$Properties {
    }

    /** Represents a IPAMPoolUpdate. */
    class IPAMPoolUpdate {

        /**
         * Constructs a new IPAMPoolUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.IPAMPoolUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IPAMPoolUpdate id. */
        id: string;

        /** IPAMPoolUpdate pool. */
        pool?: (felix.IPAMPool.$Properties|null);

        /**
         * Creates a new IPAMPoolUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IPAMPoolUpdate instance
         */
        static create(properties: felix.IPAMPoolUpdate.$Shape): felix.IPAMPoolUpdate & felix.IPAMPoolUpdate.$Shape;
        static create(properties?: felix.IPAMPoolUpdate.$Properties): felix.IPAMPoolUpdate;

        /**
         * Encodes the specified IPAMPoolUpdate message. Does not implicitly {@link felix.IPAMPoolUpdate.verify|verify} messages.
         * @param message IPAMPoolUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.IPAMPoolUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a IPAMPoolUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.IPAMPoolUpdate & felix.IPAMPoolUpdate.$Shape} IPAMPoolUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.IPAMPoolUpdate & felix.IPAMPoolUpdate.$Shape;

        /**
         * Creates a IPAMPoolUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IPAMPoolUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.IPAMPoolUpdate;

        /**
         * Creates a plain object from a IPAMPoolUpdate message. Also converts values to other types if specified.
         * @param message IPAMPoolUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.IPAMPoolUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IPAMPoolUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IPAMPoolUpdate {

        /** Properties of a IPAMPoolUpdate. */
        interface $Properties {

            /** IPAMPoolUpdate id */
            id?: (string|null);

            /** IPAMPoolUpdate pool */
            pool?: (felix.IPAMPool.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a IPAMPoolUpdate. */
        type $Shape = felix.IPAMPoolUpdate.$Properties;
    }

    /**
     * Properties of a IPAMPoolRemove.
     * @deprecated Use felix.IPAMPoolRemove.$Properties instead.
     */
    interface IIPAMPoolRemove extends felix.IPAMPoolRemove.$Properties {
    }

    /** Represents a IPAMPoolRemove. */
    class IPAMPoolRemove {

        /**
         * Constructs a new IPAMPoolRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.IPAMPoolRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IPAMPoolRemove id. */
        id: string;

        /**
         * Creates a new IPAMPoolRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IPAMPoolRemove instance
         */
        static create(properties: felix.IPAMPoolRemove.$Shape): felix.IPAMPoolRemove & felix.IPAMPoolRemove.$Shape;
        static create(properties?: felix.IPAMPoolRemove.$Properties): felix.IPAMPoolRemove;

        /**
         * Encodes the specified IPAMPoolRemove message. Does not implicitly {@link felix.IPAMPoolRemove.verify|verify} messages.
         * @param message IPAMPoolRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.IPAMPoolRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a IPAMPoolRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.IPAMPoolRemove & felix.IPAMPoolRemove.$Shape} IPAMPoolRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.IPAMPoolRemove & felix.IPAMPoolRemove.$Shape;

        /**
         * Creates a IPAMPoolRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IPAMPoolRemove
         */
        static fromObject(object: { [k: string]: any }): felix.IPAMPoolRemove;

        /**
         * Creates a plain object from a IPAMPoolRemove message. Also converts values to other types if specified.
         * @param message IPAMPoolRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.IPAMPoolRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IPAMPoolRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IPAMPoolRemove {

        /** Properties of a IPAMPoolRemove. */
        interface $Properties {

            /** IPAMPoolRemove id */
            id?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a IPAMPoolRemove. */
        type $Shape = felix.IPAMPoolRemove.$Properties;
    }

    /**
     * Properties of a IPAMPool.
     * @deprecated Use felix.IPAMPool.$Properties instead.
     */
    interface IIPAMPool extends felix.IPAMPool.$Properties {
    }

    /** Represents a IPAMPool. */
    class IPAMPool {

        /**
         * Constructs a new IPAMPool.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.IPAMPool.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IPAMPool cidr. */
        cidr: string;

        /** IPAMPool masquerade. */
        masquerade: boolean;

        /** IPAMPool ipip_mode. */
        ipip_mode: string;

        /** IPAMPool vxlan_mode. */
        vxlan_mode: string;

        /** IPAMPool allowed_uses. */
        allowed_uses: string[];

        /**
         * Creates a new IPAMPool instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IPAMPool instance
         */
        static create(properties: felix.IPAMPool.$Shape): felix.IPAMPool & felix.IPAMPool.$Shape;
        static create(properties?: felix.IPAMPool.$Properties): felix.IPAMPool;

        /**
         * Encodes the specified IPAMPool message. Does not implicitly {@link felix.IPAMPool.verify|verify} messages.
         * @param message IPAMPool message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.IPAMPool.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a IPAMPool message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.IPAMPool & felix.IPAMPool.$Shape} IPAMPool
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.IPAMPool & felix.IPAMPool.$Shape;

        /**
         * Creates a IPAMPool message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns IPAMPool
         */
        static fromObject(object: { [k: string]: any }): felix.IPAMPool;

        /**
         * Creates a plain object from a IPAMPool message. Also converts values to other types if specified.
         * @param message IPAMPool
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.IPAMPool, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this IPAMPool to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace IPAMPool {

        /** Properties of a IPAMPool. */
        interface $Properties {

            /** IPAMPool cidr */
            cidr?: (string|null);

            /** IPAMPool masquerade */
            masquerade?: (boolean|null);

            /** IPAMPool ipip_mode */
            ipip_mode?: (string|null);

            /** IPAMPool vxlan_mode */
            vxlan_mode?: (string|null);

            /** IPAMPool allowed_uses */
            allowed_uses?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a IPAMPool. */
        type $Shape = felix.IPAMPool.$Properties;
    }

    /**
     * Properties of an Encapsulation.
     * @deprecated Use felix.Encapsulation.$Properties instead.
     */
    interface IEncapsulation extends felix.Encapsulation.$Properties {
    }

    /** Represents an Encapsulation. */
    class Encapsulation {

        /**
         * Constructs a new Encapsulation.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.Encapsulation.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Encapsulation ipip_enabled. */
        ipip_enabled: boolean;

        /** Encapsulation vxlan_enabled. */
        vxlan_enabled: boolean;

        /** Encapsulation vxlan_enabled_v6. */
        vxlan_enabled_v6: boolean;

        /** Encapsulation no_encap_enabled. */
        no_encap_enabled: boolean;

        /**
         * Creates a new Encapsulation instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Encapsulation instance
         */
        static create(properties: felix.Encapsulation.$Shape): felix.Encapsulation & felix.Encapsulation.$Shape;
        static create(properties?: felix.Encapsulation.$Properties): felix.Encapsulation;

        /**
         * Encodes the specified Encapsulation message. Does not implicitly {@link felix.Encapsulation.verify|verify} messages.
         * @param message Encapsulation message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.Encapsulation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Encapsulation message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.Encapsulation & felix.Encapsulation.$Shape} Encapsulation
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.Encapsulation & felix.Encapsulation.$Shape;

        /**
         * Creates an Encapsulation message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Encapsulation
         */
        static fromObject(object: { [k: string]: any }): felix.Encapsulation;

        /**
         * Creates a plain object from an Encapsulation message. Also converts values to other types if specified.
         * @param message Encapsulation
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.Encapsulation, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Encapsulation to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Encapsulation {

        /** Properties of an Encapsulation. */
        interface $Properties {

            /** Encapsulation ipip_enabled */
            ipip_enabled?: (boolean|null);

            /** Encapsulation vxlan_enabled */
            vxlan_enabled?: (boolean|null);

            /** Encapsulation vxlan_enabled_v6 */
            vxlan_enabled_v6?: (boolean|null);

            /** Encapsulation no_encap_enabled */
            no_encap_enabled?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Encapsulation. */
        type $Shape = felix.Encapsulation.$Properties;
    }

    /**
     * Properties of a ServiceAccountUpdate.
     * @deprecated Use felix.ServiceAccountUpdate.$Properties instead.
     */
    interface IServiceAccountUpdate extends felix.ServiceAccountUpdate.$Properties {
    }

    /** Represents a ServiceAccountUpdate. */
    class ServiceAccountUpdate {

        /**
         * Constructs a new ServiceAccountUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ServiceAccountUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServiceAccountUpdate id. */
        id?: (felix.ServiceAccountID.$Properties|null);

        /** ServiceAccountUpdate labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new ServiceAccountUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServiceAccountUpdate instance
         */
        static create(properties: felix.ServiceAccountUpdate.$Shape): felix.ServiceAccountUpdate & felix.ServiceAccountUpdate.$Shape;
        static create(properties?: felix.ServiceAccountUpdate.$Properties): felix.ServiceAccountUpdate;

        /**
         * Encodes the specified ServiceAccountUpdate message. Does not implicitly {@link felix.ServiceAccountUpdate.verify|verify} messages.
         * @param message ServiceAccountUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ServiceAccountUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServiceAccountUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ServiceAccountUpdate & felix.ServiceAccountUpdate.$Shape} ServiceAccountUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ServiceAccountUpdate & felix.ServiceAccountUpdate.$Shape;

        /**
         * Creates a ServiceAccountUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServiceAccountUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.ServiceAccountUpdate;

        /**
         * Creates a plain object from a ServiceAccountUpdate message. Also converts values to other types if specified.
         * @param message ServiceAccountUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ServiceAccountUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServiceAccountUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServiceAccountUpdate {

        /** Properties of a ServiceAccountUpdate. */
        interface $Properties {

            /** ServiceAccountUpdate id */
            id?: (felix.ServiceAccountID.$Properties|null);

            /** ServiceAccountUpdate labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServiceAccountUpdate. */
        type $Shape = felix.ServiceAccountUpdate.$Properties;
    }

    /**
     * Properties of a ServiceAccountRemove.
     * @deprecated Use felix.ServiceAccountRemove.$Properties instead.
     */
    interface IServiceAccountRemove extends felix.ServiceAccountRemove.$Properties {
    }

    /** Represents a ServiceAccountRemove. */
    class ServiceAccountRemove {

        /**
         * Constructs a new ServiceAccountRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ServiceAccountRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServiceAccountRemove id. */
        id?: (felix.ServiceAccountID.$Properties|null);

        /**
         * Creates a new ServiceAccountRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServiceAccountRemove instance
         */
        static create(properties: felix.ServiceAccountRemove.$Shape): felix.ServiceAccountRemove & felix.ServiceAccountRemove.$Shape;
        static create(properties?: felix.ServiceAccountRemove.$Properties): felix.ServiceAccountRemove;

        /**
         * Encodes the specified ServiceAccountRemove message. Does not implicitly {@link felix.ServiceAccountRemove.verify|verify} messages.
         * @param message ServiceAccountRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ServiceAccountRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServiceAccountRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ServiceAccountRemove & felix.ServiceAccountRemove.$Shape} ServiceAccountRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ServiceAccountRemove & felix.ServiceAccountRemove.$Shape;

        /**
         * Creates a ServiceAccountRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServiceAccountRemove
         */
        static fromObject(object: { [k: string]: any }): felix.ServiceAccountRemove;

        /**
         * Creates a plain object from a ServiceAccountRemove message. Also converts values to other types if specified.
         * @param message ServiceAccountRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ServiceAccountRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServiceAccountRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServiceAccountRemove {

        /** Properties of a ServiceAccountRemove. */
        interface $Properties {

            /** ServiceAccountRemove id */
            id?: (felix.ServiceAccountID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServiceAccountRemove. */
        type $Shape = felix.ServiceAccountRemove.$Properties;
    }

    /**
     * Properties of a ServiceAccountID.
     * @deprecated Use felix.ServiceAccountID.$Properties instead.
     */
    interface IServiceAccountID extends felix.ServiceAccountID.$Properties {
    }

    /** Represents a ServiceAccountID. */
    class ServiceAccountID {

        /**
         * Constructs a new ServiceAccountID.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ServiceAccountID.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServiceAccountID namespace. */
        namespace: string;

        /** ServiceAccountID name. */
        name: string;

        /**
         * Creates a new ServiceAccountID instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServiceAccountID instance
         */
        static create(properties: felix.ServiceAccountID.$Shape): felix.ServiceAccountID & felix.ServiceAccountID.$Shape;
        static create(properties?: felix.ServiceAccountID.$Properties): felix.ServiceAccountID;

        /**
         * Encodes the specified ServiceAccountID message. Does not implicitly {@link felix.ServiceAccountID.verify|verify} messages.
         * @param message ServiceAccountID message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ServiceAccountID.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServiceAccountID message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ServiceAccountID & felix.ServiceAccountID.$Shape} ServiceAccountID
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ServiceAccountID & felix.ServiceAccountID.$Shape;

        /**
         * Creates a ServiceAccountID message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServiceAccountID
         */
        static fromObject(object: { [k: string]: any }): felix.ServiceAccountID;

        /**
         * Creates a plain object from a ServiceAccountID message. Also converts values to other types if specified.
         * @param message ServiceAccountID
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ServiceAccountID, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServiceAccountID to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServiceAccountID {

        /** Properties of a ServiceAccountID. */
        interface $Properties {

            /** ServiceAccountID namespace */
            namespace?: (string|null);

            /** ServiceAccountID name */
            name?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServiceAccountID. */
        type $Shape = felix.ServiceAccountID.$Properties;
    }

    /**
     * Properties of a NamespaceUpdate.
     * @deprecated Use felix.NamespaceUpdate.$Properties instead.
     */
    interface INamespaceUpdate extends felix.NamespaceUpdate.$Properties {
    }

    /** Represents a NamespaceUpdate. */
    class NamespaceUpdate {

        /**
         * Constructs a new NamespaceUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.NamespaceUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NamespaceUpdate id. */
        id?: (felix.NamespaceID.$Properties|null);

        /** NamespaceUpdate labels. */
        labels: { [k: string]: string };

        /**
         * Creates a new NamespaceUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NamespaceUpdate instance
         */
        static create(properties: felix.NamespaceUpdate.$Shape): felix.NamespaceUpdate & felix.NamespaceUpdate.$Shape;
        static create(properties?: felix.NamespaceUpdate.$Properties): felix.NamespaceUpdate;

        /**
         * Encodes the specified NamespaceUpdate message. Does not implicitly {@link felix.NamespaceUpdate.verify|verify} messages.
         * @param message NamespaceUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.NamespaceUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NamespaceUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.NamespaceUpdate & felix.NamespaceUpdate.$Shape} NamespaceUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.NamespaceUpdate & felix.NamespaceUpdate.$Shape;

        /**
         * Creates a NamespaceUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns NamespaceUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.NamespaceUpdate;

        /**
         * Creates a plain object from a NamespaceUpdate message. Also converts values to other types if specified.
         * @param message NamespaceUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.NamespaceUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this NamespaceUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace NamespaceUpdate {

        /** Properties of a NamespaceUpdate. */
        interface $Properties {

            /** NamespaceUpdate id */
            id?: (felix.NamespaceID.$Properties|null);

            /** NamespaceUpdate labels */
            labels?: ({ [k: string]: string }|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NamespaceUpdate. */
        type $Shape = felix.NamespaceUpdate.$Properties;
    }

    /**
     * Properties of a NamespaceRemove.
     * @deprecated Use felix.NamespaceRemove.$Properties instead.
     */
    interface INamespaceRemove extends felix.NamespaceRemove.$Properties {
    }

    /** Represents a NamespaceRemove. */
    class NamespaceRemove {

        /**
         * Constructs a new NamespaceRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.NamespaceRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NamespaceRemove id. */
        id?: (felix.NamespaceID.$Properties|null);

        /**
         * Creates a new NamespaceRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NamespaceRemove instance
         */
        static create(properties: felix.NamespaceRemove.$Shape): felix.NamespaceRemove & felix.NamespaceRemove.$Shape;
        static create(properties?: felix.NamespaceRemove.$Properties): felix.NamespaceRemove;

        /**
         * Encodes the specified NamespaceRemove message. Does not implicitly {@link felix.NamespaceRemove.verify|verify} messages.
         * @param message NamespaceRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.NamespaceRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NamespaceRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.NamespaceRemove & felix.NamespaceRemove.$Shape} NamespaceRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.NamespaceRemove & felix.NamespaceRemove.$Shape;

        /**
         * Creates a NamespaceRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns NamespaceRemove
         */
        static fromObject(object: { [k: string]: any }): felix.NamespaceRemove;

        /**
         * Creates a plain object from a NamespaceRemove message. Also converts values to other types if specified.
         * @param message NamespaceRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.NamespaceRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this NamespaceRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace NamespaceRemove {

        /** Properties of a NamespaceRemove. */
        interface $Properties {

            /** NamespaceRemove id */
            id?: (felix.NamespaceID.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NamespaceRemove. */
        type $Shape = felix.NamespaceRemove.$Properties;
    }

    /**
     * Properties of a NamespaceID.
     * @deprecated Use felix.NamespaceID.$Properties instead.
     */
    interface INamespaceID extends felix.NamespaceID.$Properties {
    }

    /** Represents a NamespaceID. */
    class NamespaceID {

        /**
         * Constructs a new NamespaceID.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.NamespaceID.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NamespaceID name. */
        name: string;

        /**
         * Creates a new NamespaceID instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NamespaceID instance
         */
        static create(properties: felix.NamespaceID.$Shape): felix.NamespaceID & felix.NamespaceID.$Shape;
        static create(properties?: felix.NamespaceID.$Properties): felix.NamespaceID;

        /**
         * Encodes the specified NamespaceID message. Does not implicitly {@link felix.NamespaceID.verify|verify} messages.
         * @param message NamespaceID message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.NamespaceID.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NamespaceID message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.NamespaceID & felix.NamespaceID.$Shape} NamespaceID
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.NamespaceID & felix.NamespaceID.$Shape;

        /**
         * Creates a NamespaceID message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns NamespaceID
         */
        static fromObject(object: { [k: string]: any }): felix.NamespaceID;

        /**
         * Creates a plain object from a NamespaceID message. Also converts values to other types if specified.
         * @param message NamespaceID
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.NamespaceID, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this NamespaceID to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace NamespaceID {

        /** Properties of a NamespaceID. */
        interface $Properties {

            /** NamespaceID name */
            name?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NamespaceID. */
        type $Shape = felix.NamespaceID.$Properties;
    }

    /**
     * Properties of a TunnelType.
     * @deprecated Use felix.TunnelType.$Properties instead.
     */
    interface ITunnelType extends felix.TunnelType.$Properties {
    }

    /** Represents a TunnelType. */
    class TunnelType {

        /**
         * Constructs a new TunnelType.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.TunnelType.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TunnelType ipip. */
        ipip: boolean;

        /** TunnelType vxlan. */
        vxlan: boolean;

        /** TunnelType wireguard. */
        wireguard: boolean;

        /**
         * Creates a new TunnelType instance using the specified properties.
         * @param [properties] Properties to set
         * @returns TunnelType instance
         */
        static create(properties: felix.TunnelType.$Shape): felix.TunnelType & felix.TunnelType.$Shape;
        static create(properties?: felix.TunnelType.$Properties): felix.TunnelType;

        /**
         * Encodes the specified TunnelType message. Does not implicitly {@link felix.TunnelType.verify|verify} messages.
         * @param message TunnelType message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.TunnelType.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TunnelType message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.TunnelType & felix.TunnelType.$Shape} TunnelType
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.TunnelType & felix.TunnelType.$Shape;

        /**
         * Creates a TunnelType message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns TunnelType
         */
        static fromObject(object: { [k: string]: any }): felix.TunnelType;

        /**
         * Creates a plain object from a TunnelType message. Also converts values to other types if specified.
         * @param message TunnelType
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.TunnelType, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this TunnelType to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace TunnelType {

        /** Properties of a TunnelType. */
        interface $Properties {

            /** TunnelType ipip */
            ipip?: (boolean|null);

            /** TunnelType vxlan */
            vxlan?: (boolean|null);

            /** TunnelType wireguard */
            wireguard?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TunnelType. */
        type $Shape = felix.TunnelType.$Properties;
    }

    /**
     * Properties of a RouteUpdate.
     * @deprecated Use felix.RouteUpdate.$Properties instead.
     */
    interface IRouteUpdate extends felix.RouteUpdate.$Properties {
    }

    /** Represents a RouteUpdate. */
    class RouteUpdate {

        /**
         * Constructs a new RouteUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.RouteUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RouteUpdate types. */
        types: felix.RouteType;

        /** RouteUpdate ip_pool_type. */
        ip_pool_type: felix.IPPoolType;

        /** RouteUpdate dst. */
        dst: string;

        /** RouteUpdate dst_node_name. */
        dst_node_name: string;

        /** RouteUpdate dst_node_ip. */
        dst_node_ip: string;

        /** RouteUpdate same_subnet. */
        same_subnet: boolean;

        /** RouteUpdate nat_outgoing. */
        nat_outgoing: boolean;

        /** RouteUpdate local_workload. */
        local_workload: boolean;

        /** RouteUpdate tunnel_type. */
        tunnel_type?: (felix.TunnelType.$Properties|null);

        /** RouteUpdate borrowed. */
        borrowed: boolean;

        /**
         * Creates a new RouteUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RouteUpdate instance
         */
        static create(properties: felix.RouteUpdate.$Shape): felix.RouteUpdate & felix.RouteUpdate.$Shape;
        static create(properties?: felix.RouteUpdate.$Properties): felix.RouteUpdate;

        /**
         * Encodes the specified RouteUpdate message. Does not implicitly {@link felix.RouteUpdate.verify|verify} messages.
         * @param message RouteUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.RouteUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RouteUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.RouteUpdate & felix.RouteUpdate.$Shape} RouteUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.RouteUpdate & felix.RouteUpdate.$Shape;

        /**
         * Creates a RouteUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RouteUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.RouteUpdate;

        /**
         * Creates a plain object from a RouteUpdate message. Also converts values to other types if specified.
         * @param message RouteUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.RouteUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RouteUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RouteUpdate {

        /** Properties of a RouteUpdate. */
        interface $Properties {

            /** RouteUpdate types */
            types?: (felix.RouteType|null);

            /** RouteUpdate ip_pool_type */
            ip_pool_type?: (felix.IPPoolType|null);

            /** RouteUpdate dst */
            dst?: (string|null);

            /** RouteUpdate dst_node_name */
            dst_node_name?: (string|null);

            /** RouteUpdate dst_node_ip */
            dst_node_ip?: (string|null);

            /** RouteUpdate same_subnet */
            same_subnet?: (boolean|null);

            /** RouteUpdate nat_outgoing */
            nat_outgoing?: (boolean|null);

            /** RouteUpdate local_workload */
            local_workload?: (boolean|null);

            /** RouteUpdate tunnel_type */
            tunnel_type?: (felix.TunnelType.$Properties|null);

            /** RouteUpdate borrowed */
            borrowed?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RouteUpdate. */
        type $Shape = felix.RouteUpdate.$Properties;
    }

    /**
     * Properties of a RouteRemove.
     * @deprecated Use felix.RouteRemove.$Properties instead.
     */
    interface IRouteRemove extends felix.RouteRemove.$Properties {
    }

    /** Represents a RouteRemove. */
    class RouteRemove {

        /**
         * Constructs a new RouteRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.RouteRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RouteRemove dst. */
        dst: string;

        /**
         * Creates a new RouteRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RouteRemove instance
         */
        static create(properties: felix.RouteRemove.$Shape): felix.RouteRemove & felix.RouteRemove.$Shape;
        static create(properties?: felix.RouteRemove.$Properties): felix.RouteRemove;

        /**
         * Encodes the specified RouteRemove message. Does not implicitly {@link felix.RouteRemove.verify|verify} messages.
         * @param message RouteRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.RouteRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RouteRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.RouteRemove & felix.RouteRemove.$Shape} RouteRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.RouteRemove & felix.RouteRemove.$Shape;

        /**
         * Creates a RouteRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RouteRemove
         */
        static fromObject(object: { [k: string]: any }): felix.RouteRemove;

        /**
         * Creates a plain object from a RouteRemove message. Also converts values to other types if specified.
         * @param message RouteRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.RouteRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RouteRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RouteRemove {

        /** Properties of a RouteRemove. */
        interface $Properties {

            /** RouteRemove dst */
            dst?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RouteRemove. */
        type $Shape = felix.RouteRemove.$Properties;
    }

    /**
     * Properties of a VXLANTunnelEndpointUpdate.
     * @deprecated Use felix.VXLANTunnelEndpointUpdate.$Properties instead.
     */
    interface IVXLANTunnelEndpointUpdate extends felix.VXLANTunnelEndpointUpdate.$Properties {
    }

    /** Represents a VXLANTunnelEndpointUpdate. */
    class VXLANTunnelEndpointUpdate {

        /**
         * Constructs a new VXLANTunnelEndpointUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.VXLANTunnelEndpointUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VXLANTunnelEndpointUpdate node. */
        node: string;

        /** VXLANTunnelEndpointUpdate mac. */
        mac: string;

        /** VXLANTunnelEndpointUpdate ipv4_addr. */
        ipv4_addr: string;

        /** VXLANTunnelEndpointUpdate parent_device_ip. */
        parent_device_ip: string;

        /** VXLANTunnelEndpointUpdate mac_v6. */
        mac_v6: string;

        /** VXLANTunnelEndpointUpdate ipv6_addr. */
        ipv6_addr: string;

        /** VXLANTunnelEndpointUpdate parent_device_ipv6. */
        parent_device_ipv6: string;

        /**
         * Creates a new VXLANTunnelEndpointUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VXLANTunnelEndpointUpdate instance
         */
        static create(properties: felix.VXLANTunnelEndpointUpdate.$Shape): felix.VXLANTunnelEndpointUpdate & felix.VXLANTunnelEndpointUpdate.$Shape;
        static create(properties?: felix.VXLANTunnelEndpointUpdate.$Properties): felix.VXLANTunnelEndpointUpdate;

        /**
         * Encodes the specified VXLANTunnelEndpointUpdate message. Does not implicitly {@link felix.VXLANTunnelEndpointUpdate.verify|verify} messages.
         * @param message VXLANTunnelEndpointUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.VXLANTunnelEndpointUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VXLANTunnelEndpointUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.VXLANTunnelEndpointUpdate & felix.VXLANTunnelEndpointUpdate.$Shape} VXLANTunnelEndpointUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.VXLANTunnelEndpointUpdate & felix.VXLANTunnelEndpointUpdate.$Shape;

        /**
         * Creates a VXLANTunnelEndpointUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns VXLANTunnelEndpointUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.VXLANTunnelEndpointUpdate;

        /**
         * Creates a plain object from a VXLANTunnelEndpointUpdate message. Also converts values to other types if specified.
         * @param message VXLANTunnelEndpointUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.VXLANTunnelEndpointUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this VXLANTunnelEndpointUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace VXLANTunnelEndpointUpdate {

        /** Properties of a VXLANTunnelEndpointUpdate. */
        interface $Properties {

            /** VXLANTunnelEndpointUpdate node */
            node?: (string|null);

            /** VXLANTunnelEndpointUpdate mac */
            mac?: (string|null);

            /** VXLANTunnelEndpointUpdate ipv4_addr */
            ipv4_addr?: (string|null);

            /** VXLANTunnelEndpointUpdate parent_device_ip */
            parent_device_ip?: (string|null);

            /** VXLANTunnelEndpointUpdate mac_v6 */
            mac_v6?: (string|null);

            /** VXLANTunnelEndpointUpdate ipv6_addr */
            ipv6_addr?: (string|null);

            /** VXLANTunnelEndpointUpdate parent_device_ipv6 */
            parent_device_ipv6?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VXLANTunnelEndpointUpdate. */
        type $Shape = felix.VXLANTunnelEndpointUpdate.$Properties;
    }

    /**
     * Properties of a VXLANTunnelEndpointRemove.
     * @deprecated Use felix.VXLANTunnelEndpointRemove.$Properties instead.
     */
    interface IVXLANTunnelEndpointRemove extends felix.VXLANTunnelEndpointRemove.$Properties {
    }

    /** Represents a VXLANTunnelEndpointRemove. */
    class VXLANTunnelEndpointRemove {

        /**
         * Constructs a new VXLANTunnelEndpointRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.VXLANTunnelEndpointRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** VXLANTunnelEndpointRemove node. */
        node: string;

        /**
         * Creates a new VXLANTunnelEndpointRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns VXLANTunnelEndpointRemove instance
         */
        static create(properties: felix.VXLANTunnelEndpointRemove.$Shape): felix.VXLANTunnelEndpointRemove & felix.VXLANTunnelEndpointRemove.$Shape;
        static create(properties?: felix.VXLANTunnelEndpointRemove.$Properties): felix.VXLANTunnelEndpointRemove;

        /**
         * Encodes the specified VXLANTunnelEndpointRemove message. Does not implicitly {@link felix.VXLANTunnelEndpointRemove.verify|verify} messages.
         * @param message VXLANTunnelEndpointRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.VXLANTunnelEndpointRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a VXLANTunnelEndpointRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.VXLANTunnelEndpointRemove & felix.VXLANTunnelEndpointRemove.$Shape} VXLANTunnelEndpointRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.VXLANTunnelEndpointRemove & felix.VXLANTunnelEndpointRemove.$Shape;

        /**
         * Creates a VXLANTunnelEndpointRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns VXLANTunnelEndpointRemove
         */
        static fromObject(object: { [k: string]: any }): felix.VXLANTunnelEndpointRemove;

        /**
         * Creates a plain object from a VXLANTunnelEndpointRemove message. Also converts values to other types if specified.
         * @param message VXLANTunnelEndpointRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.VXLANTunnelEndpointRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this VXLANTunnelEndpointRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace VXLANTunnelEndpointRemove {

        /** Properties of a VXLANTunnelEndpointRemove. */
        interface $Properties {

            /** VXLANTunnelEndpointRemove node */
            node?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a VXLANTunnelEndpointRemove. */
        type $Shape = felix.VXLANTunnelEndpointRemove.$Properties;
    }

    /**
     * Properties of a ReportResult.
     * @deprecated Use felix.ReportResult.$Properties instead.
     */
    interface IReportResult extends felix.ReportResult.$Properties {
    }

    /** Represents a ReportResult. */
    class ReportResult {

        /**
         * Constructs a new ReportResult.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ReportResult.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReportResult successful. */
        successful: boolean;

        /**
         * Creates a new ReportResult instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReportResult instance
         */
        static create(properties: felix.ReportResult.$Shape): felix.ReportResult & felix.ReportResult.$Shape;
        static create(properties?: felix.ReportResult.$Properties): felix.ReportResult;

        /**
         * Encodes the specified ReportResult message. Does not implicitly {@link felix.ReportResult.verify|verify} messages.
         * @param message ReportResult message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ReportResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReportResult message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ReportResult & felix.ReportResult.$Shape} ReportResult
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ReportResult & felix.ReportResult.$Shape;

        /**
         * Creates a ReportResult message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ReportResult
         */
        static fromObject(object: { [k: string]: any }): felix.ReportResult;

        /**
         * Creates a plain object from a ReportResult message. Also converts values to other types if specified.
         * @param message ReportResult
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ReportResult, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ReportResult to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ReportResult {

        /** Properties of a ReportResult. */
        interface $Properties {

            /** ReportResult successful */
            successful?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReportResult. */
        type $Shape = felix.ReportResult.$Properties;
    }

    /**
     * Properties of a DataplaneStats.
     * @deprecated Use felix.DataplaneStats.$Properties instead.
     */
    interface IDataplaneStats extends felix.DataplaneStats.$Properties {
    }

    /** Represents a DataplaneStats. */
    class DataplaneStats {

        /**
         * Constructs a new DataplaneStats.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.DataplaneStats.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DataplaneStats src_ip. */
        src_ip: string;

        /** DataplaneStats dst_ip. */
        dst_ip: string;

        /** DataplaneStats src_port. */
        src_port: number;

        /** DataplaneStats dst_port. */
        dst_port: number;

        /** DataplaneStats protocol. */
        protocol?: (felix.Protocol.$Properties|null);

        /** DataplaneStats stats. */
        stats: felix.Statistic.$Properties[];

        /** DataplaneStats rules. */
        rules: felix.RuleTrace.$Properties[];

        /** DataplaneStats action. */
        action: felix.Action;

        /**
         * Creates a new DataplaneStats instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DataplaneStats instance
         */
        static create(properties: felix.DataplaneStats.$Shape): felix.DataplaneStats & felix.DataplaneStats.$Shape;
        static create(properties?: felix.DataplaneStats.$Properties): felix.DataplaneStats;

        /**
         * Encodes the specified DataplaneStats message. Does not implicitly {@link felix.DataplaneStats.verify|verify} messages.
         * @param message DataplaneStats message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.DataplaneStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DataplaneStats message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.DataplaneStats & felix.DataplaneStats.$Shape} DataplaneStats
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.DataplaneStats & felix.DataplaneStats.$Shape;

        /**
         * Creates a DataplaneStats message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns DataplaneStats
         */
        static fromObject(object: { [k: string]: any }): felix.DataplaneStats;

        /**
         * Creates a plain object from a DataplaneStats message. Also converts values to other types if specified.
         * @param message DataplaneStats
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.DataplaneStats, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this DataplaneStats to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace DataplaneStats {

        /** Properties of a DataplaneStats. */
        interface $Properties {

            /** DataplaneStats src_ip */
            src_ip?: (string|null);

            /** DataplaneStats dst_ip */
            dst_ip?: (string|null);

            /** DataplaneStats src_port */
            src_port?: (number|null);

            /** DataplaneStats dst_port */
            dst_port?: (number|null);

            /** DataplaneStats protocol */
            protocol?: (felix.Protocol.$Properties|null);

            /** DataplaneStats stats */
            stats?: (felix.Statistic.$Properties[]|null);

            /** DataplaneStats rules */
            rules?: (felix.RuleTrace.$Properties[]|null);

            /** DataplaneStats action */
            action?: (felix.Action|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DataplaneStats. */
        type $Shape = {
          src_ip?: string|null;
          dst_ip?: string|null;
          src_port?: number|null;
          dst_port?: number|null;
          protocol?: felix.Protocol.$Shape|null;
          stats?: felix.Statistic.$Shape[]|null;
          rules?: felix.RuleTrace.$Shape[]|null;
          action?: felix.Action|null;
          $unknowns?: Uint8Array[];
        };
    }

    /**
     * Properties of a Statistic.
     * @deprecated Use felix.Statistic.$Properties instead.
     */
    interface IStatistic extends felix.Statistic.$Properties {
    }

    /** Represents a Statistic. */
    class Statistic {

        /**
         * Constructs a new Statistic.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.Statistic.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Statistic direction. */
        direction: felix.Statistic.Direction;

        /** Statistic relativity. */
        relativity: felix.Statistic.Relativity;

        /** Statistic kind. */
        kind: felix.Statistic.Kind;

        /** Statistic action. */
        action: felix.Action;

        /** Statistic value. */
        value: number;

        /**
         * Creates a new Statistic instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Statistic instance
         */
        static create(properties: felix.Statistic.$Shape): felix.Statistic & felix.Statistic.$Shape;
        static create(properties?: felix.Statistic.$Properties): felix.Statistic;

        /**
         * Encodes the specified Statistic message. Does not implicitly {@link felix.Statistic.verify|verify} messages.
         * @param message Statistic message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.Statistic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Statistic message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.Statistic & felix.Statistic.$Shape} Statistic
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.Statistic & felix.Statistic.$Shape;

        /**
         * Creates a Statistic message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns Statistic
         */
        static fromObject(object: { [k: string]: any }): felix.Statistic;

        /**
         * Creates a plain object from a Statistic message. Also converts values to other types if specified.
         * @param message Statistic
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.Statistic, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this Statistic to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace Statistic {

        /** Properties of a Statistic. */
        interface $Properties {

            /** Statistic direction */
            direction?: (felix.Statistic.Direction|null);

            /** Statistic relativity */
            relativity?: (felix.Statistic.Relativity|null);

            /** Statistic kind */
            kind?: (felix.Statistic.Kind|null);

            /** Statistic action */
            action?: (felix.Action|null);

            /** Statistic value */
            value?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Statistic. */
        type $Shape = felix.Statistic.$Properties;

        /** Direction enum. */
        enum Direction {

            /** IN value */
            IN = 0,

            /** OUT value */
            OUT = 1
        }

        /** Relativity enum. */
        enum Relativity {

            /** ABSOLUTE value */
            ABSOLUTE = 0,

            /** DELTA value */
            DELTA = 1
        }

        /** Kind enum. */
        enum Kind {

            /** PACKETS value */
            PACKETS = 0,

            /** BYTES value */
            BYTES = 1
        }
    }

    /**
     * Properties of a RuleTrace.
     * @deprecated Use felix.RuleTrace.$Properties instead.
     */
    interface IRuleTrace extends felix.RuleTrace.$Properties {
    }

    /** Represents a RuleTrace. */
    class RuleTrace {

        /**
         * Constructs a new RuleTrace.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.RuleTrace.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RuleTrace policy. */
        policy?: (felix.PolicyID.$Properties|null);

        /** RuleTrace profile. */
        profile?: (felix.ProfileID.$Properties|null);

        /** RuleTrace none. */
        none?: (boolean|null);

        /** RuleTrace direction. */
        direction: felix.RuleTrace.Direction;

        /** RuleTrace rule_num. */
        rule_num: number;

        /** RuleTrace id. */
        id?: ("policy"|"profile"|"none");

        /**
         * Creates a new RuleTrace instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RuleTrace instance
         */
        static create(properties: felix.RuleTrace.$Shape): felix.RuleTrace & felix.RuleTrace.$Shape;
        static create(properties?: felix.RuleTrace.$Properties): felix.RuleTrace;

        /**
         * Encodes the specified RuleTrace message. Does not implicitly {@link felix.RuleTrace.verify|verify} messages.
         * @param message RuleTrace message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.RuleTrace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RuleTrace message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.RuleTrace & felix.RuleTrace.$Shape} RuleTrace
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.RuleTrace & felix.RuleTrace.$Shape;

        /**
         * Creates a RuleTrace message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns RuleTrace
         */
        static fromObject(object: { [k: string]: any }): felix.RuleTrace;

        /**
         * Creates a plain object from a RuleTrace message. Also converts values to other types if specified.
         * @param message RuleTrace
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.RuleTrace, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this RuleTrace to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace RuleTrace {

        /** Properties of a RuleTrace. */
        interface $Properties {

            /** RuleTrace policy */
            policy?: (felix.PolicyID.$Properties|null);

            /** RuleTrace profile */
            profile?: (felix.ProfileID.$Properties|null);

            /** RuleTrace none */
            none?: (boolean|null);

            /** RuleTrace direction */
            direction?: (felix.RuleTrace.Direction|null);

            /** RuleTrace rule_num */
            rule_num?: (number|null);

            /** RuleTrace id */
            id?: ("policy"|"profile"|"none");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a RuleTrace. */
        type $Shape = {
          policy?: felix.PolicyID.$Shape|null;
          profile?: felix.ProfileID.$Shape|null;
          none?: boolean|null;
          direction?: felix.RuleTrace.Direction|null;
          rule_num?: number|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ id?: undefined; policy?: null; profile?: null; none?: null }|{ id?: "policy"; policy: felix.PolicyID.$Shape; profile?: null; none?: null }|{ id?: "profile"; policy?: null; profile: felix.ProfileID.$Shape; none?: null }|{ id?: "none"; policy?: null; profile?: null; none: boolean })
        );

        /** Direction enum. */
        enum Direction {

            /** INBOUND value */
            INBOUND = 0,

            /** OUTBOUND value */
            OUTBOUND = 1
        }
    }

    /**
     * Properties of a WireguardEndpointUpdate.
     * @deprecated Use felix.WireguardEndpointUpdate.$Properties instead.
     */
    interface IWireguardEndpointUpdate extends felix.WireguardEndpointUpdate.$Properties {
    }

    /** Represents a WireguardEndpointUpdate. */
    class WireguardEndpointUpdate {

        /**
         * Constructs a new WireguardEndpointUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WireguardEndpointUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WireguardEndpointUpdate hostname. */
        hostname: string;

        /** WireguardEndpointUpdate public_key. */
        public_key: string;

        /** WireguardEndpointUpdate interface_ipv4_addr. */
        interface_ipv4_addr: string;

        /**
         * Creates a new WireguardEndpointUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WireguardEndpointUpdate instance
         */
        static create(properties: felix.WireguardEndpointUpdate.$Shape): felix.WireguardEndpointUpdate & felix.WireguardEndpointUpdate.$Shape;
        static create(properties?: felix.WireguardEndpointUpdate.$Properties): felix.WireguardEndpointUpdate;

        /**
         * Encodes the specified WireguardEndpointUpdate message. Does not implicitly {@link felix.WireguardEndpointUpdate.verify|verify} messages.
         * @param message WireguardEndpointUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WireguardEndpointUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WireguardEndpointUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WireguardEndpointUpdate & felix.WireguardEndpointUpdate.$Shape} WireguardEndpointUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WireguardEndpointUpdate & felix.WireguardEndpointUpdate.$Shape;

        /**
         * Creates a WireguardEndpointUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WireguardEndpointUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.WireguardEndpointUpdate;

        /**
         * Creates a plain object from a WireguardEndpointUpdate message. Also converts values to other types if specified.
         * @param message WireguardEndpointUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WireguardEndpointUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WireguardEndpointUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WireguardEndpointUpdate {

        /** Properties of a WireguardEndpointUpdate. */
        interface $Properties {

            /** WireguardEndpointUpdate hostname */
            hostname?: (string|null);

            /** WireguardEndpointUpdate public_key */
            public_key?: (string|null);

            /** WireguardEndpointUpdate interface_ipv4_addr */
            interface_ipv4_addr?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WireguardEndpointUpdate. */
        type $Shape = felix.WireguardEndpointUpdate.$Properties;
    }

    /**
     * Properties of a WireguardEndpointRemove.
     * @deprecated Use felix.WireguardEndpointRemove.$Properties instead.
     */
    interface IWireguardEndpointRemove extends felix.WireguardEndpointRemove.$Properties {
    }

    /** Represents a WireguardEndpointRemove. */
    class WireguardEndpointRemove {

        /**
         * Constructs a new WireguardEndpointRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WireguardEndpointRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WireguardEndpointRemove hostname. */
        hostname: string;

        /**
         * Creates a new WireguardEndpointRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WireguardEndpointRemove instance
         */
        static create(properties: felix.WireguardEndpointRemove.$Shape): felix.WireguardEndpointRemove & felix.WireguardEndpointRemove.$Shape;
        static create(properties?: felix.WireguardEndpointRemove.$Properties): felix.WireguardEndpointRemove;

        /**
         * Encodes the specified WireguardEndpointRemove message. Does not implicitly {@link felix.WireguardEndpointRemove.verify|verify} messages.
         * @param message WireguardEndpointRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WireguardEndpointRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WireguardEndpointRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WireguardEndpointRemove & felix.WireguardEndpointRemove.$Shape} WireguardEndpointRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WireguardEndpointRemove & felix.WireguardEndpointRemove.$Shape;

        /**
         * Creates a WireguardEndpointRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WireguardEndpointRemove
         */
        static fromObject(object: { [k: string]: any }): felix.WireguardEndpointRemove;

        /**
         * Creates a plain object from a WireguardEndpointRemove message. Also converts values to other types if specified.
         * @param message WireguardEndpointRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WireguardEndpointRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WireguardEndpointRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WireguardEndpointRemove {

        /** Properties of a WireguardEndpointRemove. */
        interface $Properties {

            /** WireguardEndpointRemove hostname */
            hostname?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WireguardEndpointRemove. */
        type $Shape = felix.WireguardEndpointRemove.$Properties;
    }

    /**
     * Properties of a WireguardEndpointV6Update.
     * @deprecated Use felix.WireguardEndpointV6Update.$Properties instead.
     */
    interface IWireguardEndpointV6Update extends felix.WireguardEndpointV6Update.$Properties {
    }

    /** Represents a WireguardEndpointV6Update. */
    class WireguardEndpointV6Update {

        /**
         * Constructs a new WireguardEndpointV6Update.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WireguardEndpointV6Update.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WireguardEndpointV6Update hostname. */
        hostname: string;

        /** WireguardEndpointV6Update public_key_v6. */
        public_key_v6: string;

        /** WireguardEndpointV6Update interface_ipv6_addr. */
        interface_ipv6_addr: string;

        /**
         * Creates a new WireguardEndpointV6Update instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WireguardEndpointV6Update instance
         */
        static create(properties: felix.WireguardEndpointV6Update.$Shape): felix.WireguardEndpointV6Update & felix.WireguardEndpointV6Update.$Shape;
        static create(properties?: felix.WireguardEndpointV6Update.$Properties): felix.WireguardEndpointV6Update;

        /**
         * Encodes the specified WireguardEndpointV6Update message. Does not implicitly {@link felix.WireguardEndpointV6Update.verify|verify} messages.
         * @param message WireguardEndpointV6Update message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WireguardEndpointV6Update.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WireguardEndpointV6Update message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WireguardEndpointV6Update & felix.WireguardEndpointV6Update.$Shape} WireguardEndpointV6Update
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WireguardEndpointV6Update & felix.WireguardEndpointV6Update.$Shape;

        /**
         * Creates a WireguardEndpointV6Update message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WireguardEndpointV6Update
         */
        static fromObject(object: { [k: string]: any }): felix.WireguardEndpointV6Update;

        /**
         * Creates a plain object from a WireguardEndpointV6Update message. Also converts values to other types if specified.
         * @param message WireguardEndpointV6Update
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WireguardEndpointV6Update, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WireguardEndpointV6Update to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WireguardEndpointV6Update {

        /** Properties of a WireguardEndpointV6Update. */
        interface $Properties {

            /** WireguardEndpointV6Update hostname */
            hostname?: (string|null);

            /** WireguardEndpointV6Update public_key_v6 */
            public_key_v6?: (string|null);

            /** WireguardEndpointV6Update interface_ipv6_addr */
            interface_ipv6_addr?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WireguardEndpointV6Update. */
        type $Shape = felix.WireguardEndpointV6Update.$Properties;
    }

    /**
     * Properties of a WireguardEndpointV6Remove.
     * @deprecated Use felix.WireguardEndpointV6Remove.$Properties instead.
     */
    interface IWireguardEndpointV6Remove extends felix.WireguardEndpointV6Remove.$Properties {
    }

    /** Represents a WireguardEndpointV6Remove. */
    class WireguardEndpointV6Remove {

        /**
         * Constructs a new WireguardEndpointV6Remove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.WireguardEndpointV6Remove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WireguardEndpointV6Remove hostname. */
        hostname: string;

        /**
         * Creates a new WireguardEndpointV6Remove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WireguardEndpointV6Remove instance
         */
        static create(properties: felix.WireguardEndpointV6Remove.$Shape): felix.WireguardEndpointV6Remove & felix.WireguardEndpointV6Remove.$Shape;
        static create(properties?: felix.WireguardEndpointV6Remove.$Properties): felix.WireguardEndpointV6Remove;

        /**
         * Encodes the specified WireguardEndpointV6Remove message. Does not implicitly {@link felix.WireguardEndpointV6Remove.verify|verify} messages.
         * @param message WireguardEndpointV6Remove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.WireguardEndpointV6Remove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WireguardEndpointV6Remove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.WireguardEndpointV6Remove & felix.WireguardEndpointV6Remove.$Shape} WireguardEndpointV6Remove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.WireguardEndpointV6Remove & felix.WireguardEndpointV6Remove.$Shape;

        /**
         * Creates a WireguardEndpointV6Remove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns WireguardEndpointV6Remove
         */
        static fromObject(object: { [k: string]: any }): felix.WireguardEndpointV6Remove;

        /**
         * Creates a plain object from a WireguardEndpointV6Remove message. Also converts values to other types if specified.
         * @param message WireguardEndpointV6Remove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.WireguardEndpointV6Remove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this WireguardEndpointV6Remove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace WireguardEndpointV6Remove {

        /** Properties of a WireguardEndpointV6Remove. */
        interface $Properties {

            /** WireguardEndpointV6Remove hostname */
            hostname?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WireguardEndpointV6Remove. */
        type $Shape = felix.WireguardEndpointV6Remove.$Properties;
    }

    /**
     * Properties of a GlobalBGPConfigUpdate.
     * @deprecated Use felix.GlobalBGPConfigUpdate.$Properties instead.
     */
    interface IGlobalBGPConfigUpdate extends felix.GlobalBGPConfigUpdate.$Properties {
    }

    /** Represents a GlobalBGPConfigUpdate. */
    class GlobalBGPConfigUpdate {

        /**
         * Constructs a new GlobalBGPConfigUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.GlobalBGPConfigUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GlobalBGPConfigUpdate service_cluster_cidrs. */
        service_cluster_cidrs: string[];

        /** GlobalBGPConfigUpdate service_external_cidrs. */
        service_external_cidrs: string[];

        /** GlobalBGPConfigUpdate service_loadbalancer_cidrs. */
        service_loadbalancer_cidrs: string[];

        /** GlobalBGPConfigUpdate local_workload_peering_ip_v4. */
        local_workload_peering_ip_v4: string;

        /** GlobalBGPConfigUpdate local_workload_peering_ip_v6. */
        local_workload_peering_ip_v6: string;

        /**
         * Creates a new GlobalBGPConfigUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GlobalBGPConfigUpdate instance
         */
        static create(properties: felix.GlobalBGPConfigUpdate.$Shape): felix.GlobalBGPConfigUpdate & felix.GlobalBGPConfigUpdate.$Shape;
        static create(properties?: felix.GlobalBGPConfigUpdate.$Properties): felix.GlobalBGPConfigUpdate;

        /**
         * Encodes the specified GlobalBGPConfigUpdate message. Does not implicitly {@link felix.GlobalBGPConfigUpdate.verify|verify} messages.
         * @param message GlobalBGPConfigUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.GlobalBGPConfigUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GlobalBGPConfigUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.GlobalBGPConfigUpdate & felix.GlobalBGPConfigUpdate.$Shape} GlobalBGPConfigUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.GlobalBGPConfigUpdate & felix.GlobalBGPConfigUpdate.$Shape;

        /**
         * Creates a GlobalBGPConfigUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns GlobalBGPConfigUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.GlobalBGPConfigUpdate;

        /**
         * Creates a plain object from a GlobalBGPConfigUpdate message. Also converts values to other types if specified.
         * @param message GlobalBGPConfigUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.GlobalBGPConfigUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this GlobalBGPConfigUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace GlobalBGPConfigUpdate {

        /** Properties of a GlobalBGPConfigUpdate. */
        interface $Properties {

            /** GlobalBGPConfigUpdate service_cluster_cidrs */
            service_cluster_cidrs?: (string[]|null);

            /** GlobalBGPConfigUpdate service_external_cidrs */
            service_external_cidrs?: (string[]|null);

            /** GlobalBGPConfigUpdate service_loadbalancer_cidrs */
            service_loadbalancer_cidrs?: (string[]|null);

            /** GlobalBGPConfigUpdate local_workload_peering_ip_v4 */
            local_workload_peering_ip_v4?: (string|null);

            /** GlobalBGPConfigUpdate local_workload_peering_ip_v6 */
            local_workload_peering_ip_v6?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GlobalBGPConfigUpdate. */
        type $Shape = felix.GlobalBGPConfigUpdate.$Properties;
    }

    /**
     * Properties of a ServicePort.
     * @deprecated Use felix.ServicePort.$Properties instead.
     */
    interface IServicePort extends felix.ServicePort.$Properties {
    }

    /** Represents a ServicePort. */
    class ServicePort {

        /**
         * Constructs a new ServicePort.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ServicePort.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServicePort Protocol. */
        Protocol: string;

        /** ServicePort Port. */
        Port: number;

        /** ServicePort NodePort. */
        NodePort: number;

        /**
         * Creates a new ServicePort instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServicePort instance
         */
        static create(properties: felix.ServicePort.$Shape): felix.ServicePort & felix.ServicePort.$Shape;
        static create(properties?: felix.ServicePort.$Properties): felix.ServicePort;

        /**
         * Encodes the specified ServicePort message. Does not implicitly {@link felix.ServicePort.verify|verify} messages.
         * @param message ServicePort message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ServicePort.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServicePort message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ServicePort & felix.ServicePort.$Shape} ServicePort
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ServicePort & felix.ServicePort.$Shape;

        /**
         * Creates a ServicePort message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServicePort
         */
        static fromObject(object: { [k: string]: any }): felix.ServicePort;

        /**
         * Creates a plain object from a ServicePort message. Also converts values to other types if specified.
         * @param message ServicePort
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ServicePort, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServicePort to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServicePort {

        /** Properties of a ServicePort. */
        interface $Properties {

            /** ServicePort Protocol */
            Protocol?: (string|null);

            /** ServicePort Port */
            Port?: (number|null);

            /** ServicePort NodePort */
            NodePort?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServicePort. */
        type $Shape = felix.ServicePort.$Properties;
    }

    /**
     * Properties of a ServiceUpdate.
     * @deprecated Use felix.ServiceUpdate.$Properties instead.
     */
    interface IServiceUpdate extends felix.ServiceUpdate.$Properties {
    }

    /** Represents a ServiceUpdate. */
    class ServiceUpdate {

        /**
         * Constructs a new ServiceUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ServiceUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServiceUpdate name. */
        name: string;

        /** ServiceUpdate namespace. */
        namespace: string;

        /** ServiceUpdate type. */
        type: string;

        /** ServiceUpdate cluster_ips. */
        cluster_ips: string[];

        /** ServiceUpdate loadbalancer_ip. */
        loadbalancer_ip: string;

        /** ServiceUpdate external_ips. */
        external_ips: string[];

        /** ServiceUpdate ports. */
        ports: felix.ServicePort.$Properties[];

        /** ServiceUpdate loadbalancer_ingress_ips. */
        loadbalancer_ingress_ips: string[];

        /**
         * Creates a new ServiceUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServiceUpdate instance
         */
        static create(properties: felix.ServiceUpdate.$Shape): felix.ServiceUpdate & felix.ServiceUpdate.$Shape;
        static create(properties?: felix.ServiceUpdate.$Properties): felix.ServiceUpdate;

        /**
         * Encodes the specified ServiceUpdate message. Does not implicitly {@link felix.ServiceUpdate.verify|verify} messages.
         * @param message ServiceUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ServiceUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServiceUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ServiceUpdate & felix.ServiceUpdate.$Shape} ServiceUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ServiceUpdate & felix.ServiceUpdate.$Shape;

        /**
         * Creates a ServiceUpdate message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServiceUpdate
         */
        static fromObject(object: { [k: string]: any }): felix.ServiceUpdate;

        /**
         * Creates a plain object from a ServiceUpdate message. Also converts values to other types if specified.
         * @param message ServiceUpdate
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ServiceUpdate, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServiceUpdate to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServiceUpdate {

        /** Properties of a ServiceUpdate. */
        interface $Properties {

            /** ServiceUpdate name */
            name?: (string|null);

            /** ServiceUpdate namespace */
            namespace?: (string|null);

            /** ServiceUpdate type */
            type?: (string|null);

            /** ServiceUpdate cluster_ips */
            cluster_ips?: (string[]|null);

            /** ServiceUpdate loadbalancer_ip */
            loadbalancer_ip?: (string|null);

            /** ServiceUpdate external_ips */
            external_ips?: (string[]|null);

            /** ServiceUpdate ports */
            ports?: (felix.ServicePort.$Properties[]|null);

            /** ServiceUpdate loadbalancer_ingress_ips */
            loadbalancer_ingress_ips?: (string[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServiceUpdate. */
        type $Shape = felix.ServiceUpdate.$Properties;
    }

    /**
     * Properties of a ServiceRemove.
     * @deprecated Use felix.ServiceRemove.$Properties instead.
     */
    interface IServiceRemove extends felix.ServiceRemove.$Properties {
    }

    /** Represents a ServiceRemove. */
    class ServiceRemove {

        /**
         * Constructs a new ServiceRemove.
         * @param [properties] Properties to set
         */
        constructor(properties?: felix.ServiceRemove.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServiceRemove name. */
        name: string;

        /** ServiceRemove namespace. */
        namespace: string;

        /**
         * Creates a new ServiceRemove instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ServiceRemove instance
         */
        static create(properties: felix.ServiceRemove.$Shape): felix.ServiceRemove & felix.ServiceRemove.$Shape;
        static create(properties?: felix.ServiceRemove.$Properties): felix.ServiceRemove;

        /**
         * Encodes the specified ServiceRemove message. Does not implicitly {@link felix.ServiceRemove.verify|verify} messages.
         * @param message ServiceRemove message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: felix.ServiceRemove.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServiceRemove message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {felix.ServiceRemove & felix.ServiceRemove.$Shape} ServiceRemove
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): felix.ServiceRemove & felix.ServiceRemove.$Shape;

        /**
         * Creates a ServiceRemove message from a plain object. Also converts values to their respective internal types.
         * @param object Plain object
         * @returns ServiceRemove
         */
        static fromObject(object: { [k: string]: any }): felix.ServiceRemove;

        /**
         * Creates a plain object from a ServiceRemove message. Also converts values to other types if specified.
         * @param message ServiceRemove
         * @param [options] Conversion options
         * @returns Plain object
         */
        static toObject(message: felix.ServiceRemove, options?: $protobuf.IConversionOptions): { [k: string]: any };

        /**
         * Converts this ServiceRemove to JSON.
         * @returns JSON object
         */
        toJSON(): { [k: string]: any };
    }

    namespace ServiceRemove {

        /** Properties of a ServiceRemove. */
        interface $Properties {

            /** ServiceRemove name */
            name?: (string|null);

            /** ServiceRemove namespace */
            namespace?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServiceRemove. */
        type $Shape = felix.ServiceRemove.$Properties;
    }
}

/** Namespace manul. */
export namespace manul {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a FromNode.
         * @deprecated Use manul.v1.FromNode.$Properties instead.
         */
        interface IFromNode extends manul.v1.FromNode.$Properties {
        }

        /** Represents a FromNode. */
        class FromNode {

            /**
             * Constructs a new FromNode.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.FromNode.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FromNode hello. */
            hello?: (manul.v1.Hello.$Properties|null);

            /** FromNode inventory. */
            inventory?: (manul.v1.Inventory.$Properties|null);

            /** FromNode receipt. */
            receipt?: (manul.v1.Receipt.$Properties|null);

            /** FromNode status. */
            status?: (felix.FromDataplane.$Properties|null);

            /** FromNode payload. */
            payload?: ("hello"|"inventory"|"receipt"|"status");

            /**
             * Creates a new FromNode instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FromNode instance
             */
            static create(properties: manul.v1.FromNode.$Shape): manul.v1.FromNode & manul.v1.FromNode.$Shape;
            static create(properties?: manul.v1.FromNode.$Properties): manul.v1.FromNode;

            /**
             * Encodes the specified FromNode message. Does not implicitly {@link manul.v1.FromNode.verify|verify} messages.
             * @param message FromNode message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.FromNode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FromNode message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.FromNode & manul.v1.FromNode.$Shape} FromNode
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.FromNode & manul.v1.FromNode.$Shape;

            /**
             * Creates a FromNode message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns FromNode
             */
            static fromObject(object: { [k: string]: any }): manul.v1.FromNode;

            /**
             * Creates a plain object from a FromNode message. Also converts values to other types if specified.
             * @param message FromNode
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.FromNode, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this FromNode to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace FromNode {

            /** Properties of a FromNode. */
            interface $Properties {

                /** FromNode hello */
                hello?: (manul.v1.Hello.$Properties|null);

                /** FromNode inventory */
                inventory?: (manul.v1.Inventory.$Properties|null);

                /** FromNode receipt */
                receipt?: (manul.v1.Receipt.$Properties|null);

                /** FromNode status */
                status?: (felix.FromDataplane.$Properties|null);

                /** FromNode payload */
                payload?: ("hello"|"inventory"|"receipt"|"status");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a FromNode. */
            type $Shape = {
              hello?: manul.v1.Hello.$Shape|null;
              inventory?: manul.v1.Inventory.$Shape|null;
              receipt?: manul.v1.Receipt.$Shape|null;
              status?: felix.FromDataplane.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ payload?: undefined; hello?: null; inventory?: null; receipt?: null; status?: null }|{ payload?: "hello"; hello: manul.v1.Hello.$Shape; inventory?: null; receipt?: null; status?: null }|{ payload?: "inventory"; hello?: null; inventory: manul.v1.Inventory.$Shape; receipt?: null; status?: null }|{ payload?: "receipt"; hello?: null; inventory?: null; receipt: manul.v1.Receipt.$Shape; status?: null }|{ payload?: "status"; hello?: null; inventory?: null; receipt?: null; status: felix.FromDataplane.$Shape })
            );
        }

        /**
         * Properties of a Hello.
         * @deprecated Use manul.v1.Hello.$Properties instead.
         */
        interface IHello extends manul.v1.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello node. */
            node: string;

            /** Hello driver_version. */
            driver_version: string;

            /** Hello protocol_version. */
            protocol_version: number;

            /** Hello backends. */
            backends: string[];

            /** Hello position. */
            position?: (manul.v1.Position.$Properties|null);

            /** Hello digest. */
            digest: Uint8Array;

            /** Hello instance. */
            instance: string;

            /** Hello observer. */
            observer: boolean;

            /** Hello kinds. */
            kinds: number[];

            /**
             * Creates a new Hello instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Hello instance
             */
            static create(properties: manul.v1.Hello.$Shape): manul.v1.Hello & manul.v1.Hello.$Shape;
            static create(properties?: manul.v1.Hello.$Properties): manul.v1.Hello;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link manul.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Hello & manul.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Hello & manul.v1.Hello.$Shape;

            /**
             * Creates a Hello message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Hello
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Hello;

            /**
             * Creates a plain object from a Hello message. Also converts values to other types if specified.
             * @param message Hello
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Hello, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Hello to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello node */
                node?: (string|null);

                /** Hello driver_version */
                driver_version?: (string|null);

                /** Hello protocol_version */
                protocol_version?: (number|null);

                /** Hello backends */
                backends?: (string[]|null);

                /** Hello position */
                position?: (manul.v1.Position.$Properties|null);

                /** Hello digest */
                digest?: (Uint8Array|null);

                /** Hello instance */
                instance?: (string|null);

                /** Hello observer */
                observer?: (boolean|null);

                /** Hello kinds */
                kinds?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = manul.v1.Hello.$Properties;
        }

        /**
         * Properties of a Position.
         * @deprecated Use manul.v1.Position.$Properties instead.
         */
        interface IPosition extends manul.v1.Position.$Properties {
        }

        /** Represents a Position. */
        class Position {

            /**
             * Constructs a new Position.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Position.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Position epoch. */
            epoch: number;

            /** Position revision. */
            revision: number;

            /**
             * Creates a new Position instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Position instance
             */
            static create(properties: manul.v1.Position.$Shape): manul.v1.Position & manul.v1.Position.$Shape;
            static create(properties?: manul.v1.Position.$Properties): manul.v1.Position;

            /**
             * Encodes the specified Position message. Does not implicitly {@link manul.v1.Position.verify|verify} messages.
             * @param message Position message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Position.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Position message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Position & manul.v1.Position.$Shape} Position
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Position & manul.v1.Position.$Shape;

            /**
             * Creates a Position message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Position
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Position;

            /**
             * Creates a plain object from a Position message. Also converts values to other types if specified.
             * @param message Position
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Position, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Position to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Position {

            /** Properties of a Position. */
            interface $Properties {

                /** Position epoch */
                epoch?: (number|null);

                /** Position revision */
                revision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Position. */
            type $Shape = manul.v1.Position.$Properties;
        }

        /**
         * Properties of an Inventory.
         * @deprecated Use manul.v1.Inventory.$Properties instead.
         */
        interface IInventory extends manul.v1.Inventory.$Properties {
        }

        /** Represents an Inventory. */
        class Inventory {

            /**
             * Constructs a new Inventory.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Inventory.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Inventory entries. */
            entries: Uint8Array;

            /** Inventory complete. */
            complete: boolean;

            /**
             * Creates a new Inventory instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Inventory instance
             */
            static create(properties: manul.v1.Inventory.$Shape): manul.v1.Inventory & manul.v1.Inventory.$Shape;
            static create(properties?: manul.v1.Inventory.$Properties): manul.v1.Inventory;

            /**
             * Encodes the specified Inventory message. Does not implicitly {@link manul.v1.Inventory.verify|verify} messages.
             * @param message Inventory message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Inventory.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Inventory message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Inventory & manul.v1.Inventory.$Shape} Inventory
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Inventory & manul.v1.Inventory.$Shape;

            /**
             * Creates an Inventory message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Inventory
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Inventory;

            /**
             * Creates a plain object from an Inventory message. Also converts values to other types if specified.
             * @param message Inventory
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Inventory, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Inventory to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Inventory {

            /** Properties of an Inventory. */
            interface $Properties {

                /** Inventory entries */
                entries?: (Uint8Array|null);

                /** Inventory complete */
                complete?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Inventory. */
            type $Shape = manul.v1.Inventory.$Properties;
        }

        /**
         * Properties of a ToNode.
         * @deprecated Use manul.v1.ToNode.$Properties instead.
         */
        interface IToNode extends manul.v1.ToNode.$Properties {
        }

        /** Represents a ToNode. */
        class ToNode {

            /**
             * Constructs a new ToNode.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ToNode.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ToNode updates. */
            updates: manul.v1.Update.$Properties[];

            /** ToNode position. */
            position?: (manul.v1.Position.$Properties|null);

            /** ToNode phase. */
            phase: manul.v1.Phase;

            /** ToNode welcome. */
            welcome?: (manul.v1.Welcome.$Properties|null);

            /** ToNode inventory_wanted. */
            inventory_wanted: boolean;

            /** ToNode goodbye. */
            goodbye?: (manul.v1.Goodbye.$Properties|null);

            /** ToNode digest. */
            digest: Uint8Array;

            /** ToNode forget. */
            forget: Uint8Array[];

            /** ToNode trace_parent. */
            trace_parent: string;

            /**
             * Creates a new ToNode instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ToNode instance
             */
            static create(properties: manul.v1.ToNode.$Shape): manul.v1.ToNode & manul.v1.ToNode.$Shape;
            static create(properties?: manul.v1.ToNode.$Properties): manul.v1.ToNode;

            /**
             * Encodes the specified ToNode message. Does not implicitly {@link manul.v1.ToNode.verify|verify} messages.
             * @param message ToNode message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ToNode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ToNode message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ToNode & manul.v1.ToNode.$Shape} ToNode
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ToNode & manul.v1.ToNode.$Shape;

            /**
             * Creates a ToNode message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ToNode
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ToNode;

            /**
             * Creates a plain object from a ToNode message. Also converts values to other types if specified.
             * @param message ToNode
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ToNode, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ToNode to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ToNode {

            /** Properties of a ToNode. */
            interface $Properties {

                /** ToNode updates */
                updates?: (manul.v1.Update.$Properties[]|null);

                /** ToNode position */
                position?: (manul.v1.Position.$Properties|null);

                /** ToNode phase */
                phase?: (manul.v1.Phase|null);

                /** ToNode welcome */
                welcome?: (manul.v1.Welcome.$Properties|null);

                /** ToNode inventory_wanted */
                inventory_wanted?: (boolean|null);

                /** ToNode goodbye */
                goodbye?: (manul.v1.Goodbye.$Properties|null);

                /** ToNode digest */
                digest?: (Uint8Array|null);

                /** ToNode forget */
                forget?: (Uint8Array[]|null);

                /** ToNode trace_parent */
                trace_parent?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ToNode. */
            type $Shape = {
              updates?: manul.v1.Update.$Shape[]|null;
              position?: manul.v1.Position.$Shape|null;
              phase?: manul.v1.Phase|null;
              welcome?: manul.v1.Welcome.$Shape|null;
              inventory_wanted?: boolean|null;
              goodbye?: manul.v1.Goodbye.$Shape|null;
              digest?: Uint8Array|null;
              forget?: Uint8Array[]|null;
              trace_parent?: string|null;
              $unknowns?: Uint8Array[];
            };
        }

        /** Phase enum. */
        enum Phase {

            /** UPDATE value */
            UPDATE = 0,

            /** SNAPSHOT value */
            SNAPSHOT = 1,

            /** RESUME value */
            RESUME = 2
        }

        /**
         * Properties of an Update.
         * @deprecated Use manul.v1.Update.$Properties instead.
         */
        interface IUpdate extends manul.v1.Update.$Properties {
        }

        /** Represents an Update. */
        class Update {

            /**
             * Constructs a new Update.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Update.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Update message. */
            message?: (felix.ToDataplane.$Properties|null);

            /** Update origin. */
            origin?: (manul.v1.Origin.$Properties|null);

            /**
             * Creates a new Update instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Update instance
             */
            static create(properties: manul.v1.Update.$Shape): manul.v1.Update & manul.v1.Update.$Shape;
            static create(properties?: manul.v1.Update.$Properties): manul.v1.Update;

            /**
             * Encodes the specified Update message. Does not implicitly {@link manul.v1.Update.verify|verify} messages.
             * @param message Update message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Update.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Update message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Update & manul.v1.Update.$Shape} Update
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Update & manul.v1.Update.$Shape;

            /**
             * Creates an Update message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Update
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Update;

            /**
             * Creates a plain object from an Update message. Also converts values to other types if specified.
             * @param message Update
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Update, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Update to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Update {

            /** Properties of an Update. */
            interface $Properties {

                /** Update message */
                message?: (felix.ToDataplane.$Properties|null);

                /** Update origin */
                origin?: (manul.v1.Origin.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Update. */
            type $Shape = {
              message?: felix.ToDataplane.$Shape|null;
              origin?: manul.v1.Origin.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an Origin.
         * @deprecated Use manul.v1.Origin.$Properties instead.
         */
        interface IOrigin extends manul.v1.Origin.$Properties {
        }

        /** Represents an Origin. */
        class Origin {

            /**
             * Constructs a new Origin.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Origin.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Origin api_version. */
            api_version: string;

            /** Origin kind. */
            kind: string;

            /** Origin namespace. */
            namespace: string;

            /** Origin name. */
            name: string;

            /** Origin resource_version. */
            resource_version: string;

            /** Origin rule_paths. */
            rule_paths: string[];

            /** Origin observed_at. */
            observed_at: number;

            /**
             * Creates a new Origin instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Origin instance
             */
            static create(properties: manul.v1.Origin.$Shape): manul.v1.Origin & manul.v1.Origin.$Shape;
            static create(properties?: manul.v1.Origin.$Properties): manul.v1.Origin;

            /**
             * Encodes the specified Origin message. Does not implicitly {@link manul.v1.Origin.verify|verify} messages.
             * @param message Origin message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Origin.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Origin message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Origin & manul.v1.Origin.$Shape} Origin
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Origin & manul.v1.Origin.$Shape;

            /**
             * Creates an Origin message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Origin
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Origin;

            /**
             * Creates a plain object from an Origin message. Also converts values to other types if specified.
             * @param message Origin
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Origin, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Origin to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Origin {

            /** Properties of an Origin. */
            interface $Properties {

                /** Origin api_version */
                api_version?: (string|null);

                /** Origin kind */
                kind?: (string|null);

                /** Origin namespace */
                namespace?: (string|null);

                /** Origin name */
                name?: (string|null);

                /** Origin resource_version */
                resource_version?: (string|null);

                /** Origin rule_paths */
                rule_paths?: (string[]|null);

                /** Origin observed_at */
                observed_at?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Origin. */
            type $Shape = manul.v1.Origin.$Properties;
        }

        /**
         * Properties of a Welcome.
         * @deprecated Use manul.v1.Welcome.$Properties instead.
         */
        interface IWelcome extends manul.v1.Welcome.$Properties {
        }

        /** Represents a Welcome. */
        class Welcome {

            /**
             * Constructs a new Welcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Welcome.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Welcome server_version. */
            server_version: string;

            /** Welcome protocol_version. */
            protocol_version: number;

            /** Welcome server. */
            server: string;

            /**
             * Creates a new Welcome instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Welcome instance
             */
            static create(properties: manul.v1.Welcome.$Shape): manul.v1.Welcome & manul.v1.Welcome.$Shape;
            static create(properties?: manul.v1.Welcome.$Properties): manul.v1.Welcome;

            /**
             * Encodes the specified Welcome message. Does not implicitly {@link manul.v1.Welcome.verify|verify} messages.
             * @param message Welcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Welcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Welcome & manul.v1.Welcome.$Shape} Welcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Welcome & manul.v1.Welcome.$Shape;

            /**
             * Creates a Welcome message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Welcome
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Welcome;

            /**
             * Creates a plain object from a Welcome message. Also converts values to other types if specified.
             * @param message Welcome
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Welcome, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Welcome to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Welcome {

            /** Properties of a Welcome. */
            interface $Properties {

                /** Welcome server_version */
                server_version?: (string|null);

                /** Welcome protocol_version */
                protocol_version?: (number|null);

                /** Welcome server */
                server?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Welcome. */
            type $Shape = manul.v1.Welcome.$Properties;
        }

        /**
         * Properties of a Goodbye.
         * @deprecated Use manul.v1.Goodbye.$Properties instead.
         */
        interface IGoodbye extends manul.v1.Goodbye.$Properties {
        }

        /** Represents a Goodbye. */
        class Goodbye {

            /**
             * Constructs a new Goodbye.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Goodbye.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Goodbye reason. */
            reason: string;

            /** Goodbye retry_after_milliseconds. */
            retry_after_milliseconds: number;

            /**
             * Creates a new Goodbye instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Goodbye instance
             */
            static create(properties: manul.v1.Goodbye.$Shape): manul.v1.Goodbye & manul.v1.Goodbye.$Shape;
            static create(properties?: manul.v1.Goodbye.$Properties): manul.v1.Goodbye;

            /**
             * Encodes the specified Goodbye message. Does not implicitly {@link manul.v1.Goodbye.verify|verify} messages.
             * @param message Goodbye message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Goodbye.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Goodbye message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Goodbye & manul.v1.Goodbye.$Shape} Goodbye
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Goodbye & manul.v1.Goodbye.$Shape;

            /**
             * Creates a Goodbye message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Goodbye
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Goodbye;

            /**
             * Creates a plain object from a Goodbye message. Also converts values to other types if specified.
             * @param message Goodbye
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Goodbye, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Goodbye to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Goodbye {

            /** Properties of a Goodbye. */
            interface $Properties {

                /** Goodbye reason */
                reason?: (string|null);

                /** Goodbye retry_after_milliseconds */
                retry_after_milliseconds?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Goodbye. */
            type $Shape = manul.v1.Goodbye.$Properties;
        }

        /**
         * Properties of a Receipt.
         * @deprecated Use manul.v1.Receipt.$Properties instead.
         */
        interface IReceipt extends manul.v1.Receipt.$Properties {
        }

        /** Represents a Receipt. */
        class Receipt {

            /**
             * Constructs a new Receipt.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Receipt.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Receipt position. */
            position?: (manul.v1.Position.$Properties|null);

            /** Receipt digest. */
            digest: Uint8Array;

            /** Receipt errors. */
            errors: manul.v1.ObjectError.$Properties[];

            /** Receipt round_microseconds. */
            round_microseconds: number;

            /** Receipt drift_healed. */
            drift_healed: number;

            /** Receipt from_last_good. */
            from_last_good: boolean;

            /**
             * Creates a new Receipt instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Receipt instance
             */
            static create(properties: manul.v1.Receipt.$Shape): manul.v1.Receipt & manul.v1.Receipt.$Shape;
            static create(properties?: manul.v1.Receipt.$Properties): manul.v1.Receipt;

            /**
             * Encodes the specified Receipt message. Does not implicitly {@link manul.v1.Receipt.verify|verify} messages.
             * @param message Receipt message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Receipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Receipt message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Receipt & manul.v1.Receipt.$Shape} Receipt
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Receipt & manul.v1.Receipt.$Shape;

            /**
             * Creates a Receipt message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Receipt
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Receipt;

            /**
             * Creates a plain object from a Receipt message. Also converts values to other types if specified.
             * @param message Receipt
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Receipt, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Receipt to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Receipt {

            /** Properties of a Receipt. */
            interface $Properties {

                /** Receipt position */
                position?: (manul.v1.Position.$Properties|null);

                /** Receipt digest */
                digest?: (Uint8Array|null);

                /** Receipt errors */
                errors?: (manul.v1.ObjectError.$Properties[]|null);

                /** Receipt round_microseconds */
                round_microseconds?: (number|null);

                /** Receipt drift_healed */
                drift_healed?: (number|null);

                /** Receipt from_last_good */
                from_last_good?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Receipt. */
            type $Shape = manul.v1.Receipt.$Properties;
        }

        /**
         * Properties of an ObjectError.
         * @deprecated Use manul.v1.ObjectError.$Properties instead.
         */
        interface IObjectError extends manul.v1.ObjectError.$Properties {
        }

        /** Represents an ObjectError. */
        class ObjectError {

            /**
             * Constructs a new ObjectError.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ObjectError.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ObjectError object. */
            object: string;

            /** ObjectError reason. */
            reason: string;

            /** ObjectError failed_closed. */
            failed_closed: boolean;

            /**
             * Creates a new ObjectError instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ObjectError instance
             */
            static create(properties: manul.v1.ObjectError.$Shape): manul.v1.ObjectError & manul.v1.ObjectError.$Shape;
            static create(properties?: manul.v1.ObjectError.$Properties): manul.v1.ObjectError;

            /**
             * Encodes the specified ObjectError message. Does not implicitly {@link manul.v1.ObjectError.verify|verify} messages.
             * @param message ObjectError message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ObjectError.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ObjectError message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ObjectError & manul.v1.ObjectError.$Shape} ObjectError
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ObjectError & manul.v1.ObjectError.$Shape;

            /**
             * Creates an ObjectError message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ObjectError
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ObjectError;

            /**
             * Creates a plain object from an ObjectError message. Also converts values to other types if specified.
             * @param message ObjectError
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ObjectError, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ObjectError to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ObjectError {

            /** Properties of an ObjectError. */
            interface $Properties {

                /** ObjectError object */
                object?: (string|null);

                /** ObjectError reason */
                reason?: (string|null);

                /** ObjectError failed_closed */
                failed_closed?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ObjectError. */
            type $Shape = manul.v1.ObjectError.$Properties;
        }

        /**
         * Properties of a RecordingHeader.
         * @deprecated Use manul.v1.RecordingHeader.$Properties instead.
         */
        interface IRecordingHeader extends manul.v1.RecordingHeader.$Properties {
        }

        /** Represents a RecordingHeader. */
        class RecordingHeader {

            /**
             * Constructs a new RecordingHeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.RecordingHeader.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RecordingHeader format. */
            format: string;

            /** RecordingHeader format_version. */
            format_version: number;

            /** RecordingHeader level. */
            level: manul.v1.RecordingHeader.Level;

            /** RecordingHeader node. */
            node: string;

            /** RecordingHeader producer. */
            producer: string;

            /** RecordingHeader started_at. */
            started_at: number;

            /** RecordingHeader epoch. */
            epoch: number;

            /** RecordingHeader config. */
            config: string;

            /** RecordingHeader segment. */
            segment: number;

            /** RecordingHeader checksum. */
            checksum: number;

            /**
             * Creates a new RecordingHeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RecordingHeader instance
             */
            static create(properties: manul.v1.RecordingHeader.$Shape): manul.v1.RecordingHeader & manul.v1.RecordingHeader.$Shape;
            static create(properties?: manul.v1.RecordingHeader.$Properties): manul.v1.RecordingHeader;

            /**
             * Encodes the specified RecordingHeader message. Does not implicitly {@link manul.v1.RecordingHeader.verify|verify} messages.
             * @param message RecordingHeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.RecordingHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RecordingHeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.RecordingHeader & manul.v1.RecordingHeader.$Shape} RecordingHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.RecordingHeader & manul.v1.RecordingHeader.$Shape;

            /**
             * Creates a RecordingHeader message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RecordingHeader
             */
            static fromObject(object: { [k: string]: any }): manul.v1.RecordingHeader;

            /**
             * Creates a plain object from a RecordingHeader message. Also converts values to other types if specified.
             * @param message RecordingHeader
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.RecordingHeader, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RecordingHeader to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RecordingHeader {

            /** Properties of a RecordingHeader. */
            interface $Properties {

                /** RecordingHeader format */
                format?: (string|null);

                /** RecordingHeader format_version */
                format_version?: (number|null);

                /** RecordingHeader level */
                level?: (manul.v1.RecordingHeader.Level|null);

                /** RecordingHeader node */
                node?: (string|null);

                /** RecordingHeader producer */
                producer?: (string|null);

                /** RecordingHeader started_at */
                started_at?: (number|null);

                /** RecordingHeader epoch */
                epoch?: (number|null);

                /** RecordingHeader config */
                config?: (string|null);

                /** RecordingHeader segment */
                segment?: (number|null);

                /** RecordingHeader checksum */
                checksum?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RecordingHeader. */
            type $Shape = manul.v1.RecordingHeader.$Properties;

            /** Level enum. */
            enum Level {

                /** INPUTS value */
                INPUTS = 0,

                /** OUTPUTS value */
                OUTPUTS = 1
            }
        }

        /**
         * Properties of a RecordingEntry.
         * @deprecated Use manul.v1.RecordingEntry.$Properties instead.
         */
        interface IRecordingEntry extends manul.v1.RecordingEntry.$Properties {
        }

        /** Represents a RecordingEntry. */
        class RecordingEntry {

            /**
             * Constructs a new RecordingEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.RecordingEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RecordingEntry time. */
            time: number;

            /** RecordingEntry epoch. */
            epoch: number;

            /** RecordingEntry revision. */
            revision: number;

            /** RecordingEntry node. */
            node: string;

            /** RecordingEntry origin. */
            origin?: (manul.v1.Origin.$Properties|null);

            /** RecordingEntry output. */
            output?: (felix.ToDataplane.$Properties|null);

            /** RecordingEntry input. */
            input?: (manul.v1.Input.$Properties|null);

            /** RecordingEntry flush. */
            flush?: (manul.v1.Flush.$Properties|null);

            /** RecordingEntry checksum. */
            checksum: number;

            /** RecordingEntry payload. */
            payload?: ("output"|"input"|"flush");

            /**
             * Creates a new RecordingEntry instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RecordingEntry instance
             */
            static create(properties: manul.v1.RecordingEntry.$Shape): manul.v1.RecordingEntry & manul.v1.RecordingEntry.$Shape;
            static create(properties?: manul.v1.RecordingEntry.$Properties): manul.v1.RecordingEntry;

            /**
             * Encodes the specified RecordingEntry message. Does not implicitly {@link manul.v1.RecordingEntry.verify|verify} messages.
             * @param message RecordingEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.RecordingEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RecordingEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.RecordingEntry & manul.v1.RecordingEntry.$Shape} RecordingEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.RecordingEntry & manul.v1.RecordingEntry.$Shape;

            /**
             * Creates a RecordingEntry message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RecordingEntry
             */
            static fromObject(object: { [k: string]: any }): manul.v1.RecordingEntry;

            /**
             * Creates a plain object from a RecordingEntry message. Also converts values to other types if specified.
             * @param message RecordingEntry
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.RecordingEntry, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RecordingEntry to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RecordingEntry {

            /** Properties of a RecordingEntry. */
            interface $Properties {

                /** RecordingEntry time */
                time?: (number|null);

                /** RecordingEntry epoch */
                epoch?: (number|null);

                /** RecordingEntry revision */
                revision?: (number|null);

                /** RecordingEntry node */
                node?: (string|null);

                /** RecordingEntry origin */
                origin?: (manul.v1.Origin.$Properties|null);

                /** RecordingEntry output */
                output?: (felix.ToDataplane.$Properties|null);

                /** RecordingEntry input */
                input?: (manul.v1.Input.$Properties|null);

                /** RecordingEntry flush */
                flush?: (manul.v1.Flush.$Properties|null);

                /** RecordingEntry checksum */
                checksum?: (number|null);

                /** RecordingEntry payload */
                payload?: ("output"|"input"|"flush");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a RecordingEntry. */
            type $Shape = {
              time?: number|null;
              epoch?: number|null;
              revision?: number|null;
              node?: string|null;
              origin?: manul.v1.Origin.$Shape|null;
              output?: felix.ToDataplane.$Shape|null;
              input?: manul.v1.Input.$Shape|null;
              flush?: manul.v1.Flush.$Shape|null;
              checksum?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ payload?: undefined; output?: null; input?: null; flush?: null }|{ payload?: "output"; output: felix.ToDataplane.$Shape; input?: null; flush?: null }|{ payload?: "input"; output?: null; input: manul.v1.Input.$Shape; flush?: null }|{ payload?: "flush"; output?: null; input?: null; flush: manul.v1.Flush.$Shape })
            );
        }

        /**
         * Properties of an Input.
         * @deprecated Use manul.v1.Input.$Properties instead.
         */
        interface IInput extends manul.v1.Input.$Properties {
        }

        /** Represents an Input. */
        class Input {

            /**
             * Constructs a new Input.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Input.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Input operation. */
            operation: manul.v1.Input.Operation;

            /** Input object. */
            object: string;

            /**
             * Creates a new Input instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Input instance
             */
            static create(properties: manul.v1.Input.$Shape): manul.v1.Input & manul.v1.Input.$Shape;
            static create(properties?: manul.v1.Input.$Properties): manul.v1.Input;

            /**
             * Encodes the specified Input message. Does not implicitly {@link manul.v1.Input.verify|verify} messages.
             * @param message Input message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Input.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Input message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Input & manul.v1.Input.$Shape} Input
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Input & manul.v1.Input.$Shape;

            /**
             * Creates an Input message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Input
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Input;

            /**
             * Creates a plain object from an Input message. Also converts values to other types if specified.
             * @param message Input
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Input, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Input to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Input {

            /** Properties of an Input. */
            interface $Properties {

                /** Input operation */
                operation?: (manul.v1.Input.Operation|null);

                /** Input object */
                object?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Input. */
            type $Shape = manul.v1.Input.$Properties;

            /** Operation enum. */
            enum Operation {

                /** APPLY value */
                APPLY = 0,

                /** DELETE value */
                DELETE = 1
            }
        }

        /**
         * Properties of a Flush.
         * @deprecated Use manul.v1.Flush.$Properties instead.
         */
        interface IFlush extends manul.v1.Flush.$Properties {
        }

        /** Represents a Flush. */
        class Flush {

            /**
             * Constructs a new Flush.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Flush.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new Flush instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Flush instance
             */
            static create(properties: manul.v1.Flush.$Shape): manul.v1.Flush & manul.v1.Flush.$Shape;
            static create(properties?: manul.v1.Flush.$Properties): manul.v1.Flush;

            /**
             * Encodes the specified Flush message. Does not implicitly {@link manul.v1.Flush.verify|verify} messages.
             * @param message Flush message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Flush.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Flush message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Flush & manul.v1.Flush.$Shape} Flush
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Flush & manul.v1.Flush.$Shape;

            /**
             * Creates a Flush message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Flush
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Flush;

            /**
             * Creates a plain object from a Flush message. Also converts values to other types if specified.
             * @param message Flush
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Flush, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Flush to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Flush {

            /** Properties of a Flush. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Flush. */
            type $Shape = manul.v1.Flush.$Properties;
        }

        /**
         * Properties of a StatusRequest.
         * @deprecated Use manul.v1.StatusRequest.$Properties instead.
         */
        interface IStatusRequest extends manul.v1.StatusRequest.$Properties {
        }

        /** Represents a StatusRequest. */
        class StatusRequest {

            /**
             * Constructs a new StatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.StatusRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StatusRequest only_unwell_nodes. */
            only_unwell_nodes: boolean;

            /** StatusRequest max_nodes. */
            max_nodes: number;

            /**
             * Creates a new StatusRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StatusRequest instance
             */
            static create(properties: manul.v1.StatusRequest.$Shape): manul.v1.StatusRequest & manul.v1.StatusRequest.$Shape;
            static create(properties?: manul.v1.StatusRequest.$Properties): manul.v1.StatusRequest;

            /**
             * Encodes the specified StatusRequest message. Does not implicitly {@link manul.v1.StatusRequest.verify|verify} messages.
             * @param message StatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.StatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.StatusRequest & manul.v1.StatusRequest.$Shape} StatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.StatusRequest & manul.v1.StatusRequest.$Shape;

            /**
             * Creates a StatusRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns StatusRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.StatusRequest;

            /**
             * Creates a plain object from a StatusRequest message. Also converts values to other types if specified.
             * @param message StatusRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.StatusRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this StatusRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace StatusRequest {

            /** Properties of a StatusRequest. */
            interface $Properties {

                /** StatusRequest only_unwell_nodes */
                only_unwell_nodes?: (boolean|null);

                /** StatusRequest max_nodes */
                max_nodes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StatusRequest. */
            type $Shape = manul.v1.StatusRequest.$Properties;
        }

        /**
         * Properties of a Status.
         * @deprecated Use manul.v1.Status.$Properties instead.
         */
        interface IStatus extends manul.v1.Status.$Properties {
        }

        /** Represents a Status. */
        class Status {

            /**
             * Constructs a new Status.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Status.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Status position. */
            position?: (manul.v1.Position.$Properties|null);

            /** Status in_sync. */
            in_sync: boolean;

            /** Status enforced. */
            enforced: boolean;

            /** Status counts. */
            counts?: (manul.v1.NodeCounts.$Properties|null);

            /** Status nodes. */
            nodes: manul.v1.NodeStatus.$Properties[];

            /** Status more_nodes. */
            more_nodes: boolean;

            /** Status nodes_without_driver. */
            nodes_without_driver: string[];

            /** Status source_problems. */
            source_problems: manul.v1.SourceProblem.$Properties[];

            /** Status object_problems. */
            object_problems: manul.v1.ObjectProblem.$Properties[];

            /** Status object_problem_count. */
            object_problem_count: number;

            /** Status server_version. */
            server_version: string;

            /** Status time. */
            time: number;

            /** Status leader. */
            leader: string;

            /**
             * Creates a new Status instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Status instance
             */
            static create(properties: manul.v1.Status.$Shape): manul.v1.Status & manul.v1.Status.$Shape;
            static create(properties?: manul.v1.Status.$Properties): manul.v1.Status;

            /**
             * Encodes the specified Status message. Does not implicitly {@link manul.v1.Status.verify|verify} messages.
             * @param message Status message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Status & manul.v1.Status.$Shape} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Status & manul.v1.Status.$Shape;

            /**
             * Creates a Status message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Status
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Status;

            /**
             * Creates a plain object from a Status message. Also converts values to other types if specified.
             * @param message Status
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Status, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Status to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Status {

            /** Properties of a Status. */
            interface $Properties {

                /** Status position */
                position?: (manul.v1.Position.$Properties|null);

                /** Status in_sync */
                in_sync?: (boolean|null);

                /** Status enforced */
                enforced?: (boolean|null);

                /** Status counts */
                counts?: (manul.v1.NodeCounts.$Properties|null);

                /** Status nodes */
                nodes?: (manul.v1.NodeStatus.$Properties[]|null);

                /** Status more_nodes */
                more_nodes?: (boolean|null);

                /** Status nodes_without_driver */
                nodes_without_driver?: (string[]|null);

                /** Status source_problems */
                source_problems?: (manul.v1.SourceProblem.$Properties[]|null);

                /** Status object_problems */
                object_problems?: (manul.v1.ObjectProblem.$Properties[]|null);

                /** Status object_problem_count */
                object_problem_count?: (number|null);

                /** Status server_version */
                server_version?: (string|null);

                /** Status time */
                time?: (number|null);

                /** Status leader */
                leader?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Status. */
            type $Shape = manul.v1.Status.$Properties;
        }

        /**
         * Properties of a NodeCounts.
         * @deprecated Use manul.v1.NodeCounts.$Properties instead.
         */
        interface INodeCounts extends manul.v1.NodeCounts.$Properties {
        }

        /** Represents a NodeCounts. */
        class NodeCounts {

            /**
             * Constructs a new NodeCounts.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NodeCounts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeCounts known. */
            known: number;

            /** NodeCounts connected. */
            connected: number;

            /** NodeCounts up_to_date. */
            up_to_date: number;

            /** NodeCounts behind. */
            behind: number;

            /** NodeCounts with_errors. */
            with_errors: number;

            /** NodeCounts drifted. */
            drifted: number;

            /** NodeCounts from_last_good. */
            from_last_good: number;

            /** NodeCounts drift_healed. */
            drift_healed: number;

            /** NodeCounts max_lag_milliseconds. */
            max_lag_milliseconds: number;

            /**
             * Creates a new NodeCounts instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodeCounts instance
             */
            static create(properties: manul.v1.NodeCounts.$Shape): manul.v1.NodeCounts & manul.v1.NodeCounts.$Shape;
            static create(properties?: manul.v1.NodeCounts.$Properties): manul.v1.NodeCounts;

            /**
             * Encodes the specified NodeCounts message. Does not implicitly {@link manul.v1.NodeCounts.verify|verify} messages.
             * @param message NodeCounts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NodeCounts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeCounts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NodeCounts & manul.v1.NodeCounts.$Shape} NodeCounts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NodeCounts & manul.v1.NodeCounts.$Shape;

            /**
             * Creates a NodeCounts message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NodeCounts
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NodeCounts;

            /**
             * Creates a plain object from a NodeCounts message. Also converts values to other types if specified.
             * @param message NodeCounts
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NodeCounts, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NodeCounts to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NodeCounts {

            /** Properties of a NodeCounts. */
            interface $Properties {

                /** NodeCounts known */
                known?: (number|null);

                /** NodeCounts connected */
                connected?: (number|null);

                /** NodeCounts up_to_date */
                up_to_date?: (number|null);

                /** NodeCounts behind */
                behind?: (number|null);

                /** NodeCounts with_errors */
                with_errors?: (number|null);

                /** NodeCounts drifted */
                drifted?: (number|null);

                /** NodeCounts from_last_good */
                from_last_good?: (number|null);

                /** NodeCounts drift_healed */
                drift_healed?: (number|null);

                /** NodeCounts max_lag_milliseconds */
                max_lag_milliseconds?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeCounts. */
            type $Shape = manul.v1.NodeCounts.$Properties;
        }

        /**
         * Properties of a NodeStatus.
         * @deprecated Use manul.v1.NodeStatus.$Properties instead.
         */
        interface INodeStatus extends manul.v1.NodeStatus.$Properties {
        }

        /** Represents a NodeStatus. */
        class NodeStatus {

            /**
             * Constructs a new NodeStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NodeStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeStatus node. */
            node: string;

            /** NodeStatus connected. */
            connected: boolean;

            /** NodeStatus up_to_date. */
            up_to_date: boolean;

            /** NodeStatus wanted. */
            wanted: number;

            /** NodeStatus sent. */
            sent: number;

            /** NodeStatus acknowledged. */
            acknowledged: number;

            /** NodeStatus lag_milliseconds. */
            lag_milliseconds: number;

            /** NodeStatus from_last_good. */
            from_last_good: boolean;

            /** NodeStatus drifted. */
            drifted: boolean;

            /** NodeStatus drift_healed. */
            drift_healed: number;

            /** NodeStatus errors. */
            errors: manul.v1.ObjectError.$Properties[];

            /** NodeStatus driver_version. */
            driver_version: string;

            /** NodeStatus backends. */
            backends: string[];

            /** NodeStatus peer. */
            peer: string;

            /** NodeStatus last_receipt_at. */
            last_receipt_at: number;

            /** NodeStatus last_round_microseconds. */
            last_round_microseconds: number;

            /** NodeStatus instance. */
            instance: string;

            /** NodeStatus server. */
            server: string;

            /**
             * Creates a new NodeStatus instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodeStatus instance
             */
            static create(properties: manul.v1.NodeStatus.$Shape): manul.v1.NodeStatus & manul.v1.NodeStatus.$Shape;
            static create(properties?: manul.v1.NodeStatus.$Properties): manul.v1.NodeStatus;

            /**
             * Encodes the specified NodeStatus message. Does not implicitly {@link manul.v1.NodeStatus.verify|verify} messages.
             * @param message NodeStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NodeStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NodeStatus & manul.v1.NodeStatus.$Shape} NodeStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NodeStatus & manul.v1.NodeStatus.$Shape;

            /**
             * Creates a NodeStatus message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NodeStatus
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NodeStatus;

            /**
             * Creates a plain object from a NodeStatus message. Also converts values to other types if specified.
             * @param message NodeStatus
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NodeStatus, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NodeStatus to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NodeStatus {

            /** Properties of a NodeStatus. */
            interface $Properties {

                /** NodeStatus node */
                node?: (string|null);

                /** NodeStatus connected */
                connected?: (boolean|null);

                /** NodeStatus up_to_date */
                up_to_date?: (boolean|null);

                /** NodeStatus wanted */
                wanted?: (number|null);

                /** NodeStatus sent */
                sent?: (number|null);

                /** NodeStatus acknowledged */
                acknowledged?: (number|null);

                /** NodeStatus lag_milliseconds */
                lag_milliseconds?: (number|null);

                /** NodeStatus from_last_good */
                from_last_good?: (boolean|null);

                /** NodeStatus drifted */
                drifted?: (boolean|null);

                /** NodeStatus drift_healed */
                drift_healed?: (number|null);

                /** NodeStatus errors */
                errors?: (manul.v1.ObjectError.$Properties[]|null);

                /** NodeStatus driver_version */
                driver_version?: (string|null);

                /** NodeStatus backends */
                backends?: (string[]|null);

                /** NodeStatus peer */
                peer?: (string|null);

                /** NodeStatus last_receipt_at */
                last_receipt_at?: (number|null);

                /** NodeStatus last_round_microseconds */
                last_round_microseconds?: (number|null);

                /** NodeStatus instance */
                instance?: (string|null);

                /** NodeStatus server */
                server?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeStatus. */
            type $Shape = manul.v1.NodeStatus.$Properties;
        }

        /**
         * Properties of a SourceProblem.
         * @deprecated Use manul.v1.SourceProblem.$Properties instead.
         */
        interface ISourceProblem extends manul.v1.SourceProblem.$Properties {
        }

        /** Represents a SourceProblem. */
        class SourceProblem {

            /**
             * Constructs a new SourceProblem.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.SourceProblem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SourceProblem subject. */
            subject: string;

            /** SourceProblem reason. */
            reason: string;

            /** SourceProblem since. */
            since: number;

            /**
             * Creates a new SourceProblem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SourceProblem instance
             */
            static create(properties: manul.v1.SourceProblem.$Shape): manul.v1.SourceProblem & manul.v1.SourceProblem.$Shape;
            static create(properties?: manul.v1.SourceProblem.$Properties): manul.v1.SourceProblem;

            /**
             * Encodes the specified SourceProblem message. Does not implicitly {@link manul.v1.SourceProblem.verify|verify} messages.
             * @param message SourceProblem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.SourceProblem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SourceProblem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.SourceProblem & manul.v1.SourceProblem.$Shape} SourceProblem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.SourceProblem & manul.v1.SourceProblem.$Shape;

            /**
             * Creates a SourceProblem message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SourceProblem
             */
            static fromObject(object: { [k: string]: any }): manul.v1.SourceProblem;

            /**
             * Creates a plain object from a SourceProblem message. Also converts values to other types if specified.
             * @param message SourceProblem
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.SourceProblem, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SourceProblem to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SourceProblem {

            /** Properties of a SourceProblem. */
            interface $Properties {

                /** SourceProblem subject */
                subject?: (string|null);

                /** SourceProblem reason */
                reason?: (string|null);

                /** SourceProblem since */
                since?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SourceProblem. */
            type $Shape = manul.v1.SourceProblem.$Properties;
        }

        /**
         * Properties of an ObjectProblem.
         * @deprecated Use manul.v1.ObjectProblem.$Properties instead.
         */
        interface IObjectProblem extends manul.v1.ObjectProblem.$Properties {
        }

        /** Represents an ObjectProblem. */
        class ObjectProblem {

            /**
             * Constructs a new ObjectProblem.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ObjectProblem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ObjectProblem object. */
            object: string;

            /** ObjectProblem field. */
            field: string;

            /** ObjectProblem reason. */
            reason: string;

            /** ObjectProblem effect. */
            effect: string;

            /**
             * Creates a new ObjectProblem instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ObjectProblem instance
             */
            static create(properties: manul.v1.ObjectProblem.$Shape): manul.v1.ObjectProblem & manul.v1.ObjectProblem.$Shape;
            static create(properties?: manul.v1.ObjectProblem.$Properties): manul.v1.ObjectProblem;

            /**
             * Encodes the specified ObjectProblem message. Does not implicitly {@link manul.v1.ObjectProblem.verify|verify} messages.
             * @param message ObjectProblem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ObjectProblem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ObjectProblem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ObjectProblem & manul.v1.ObjectProblem.$Shape} ObjectProblem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ObjectProblem & manul.v1.ObjectProblem.$Shape;

            /**
             * Creates an ObjectProblem message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ObjectProblem
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ObjectProblem;

            /**
             * Creates a plain object from an ObjectProblem message. Also converts values to other types if specified.
             * @param message ObjectProblem
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ObjectProblem, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ObjectProblem to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ObjectProblem {

            /** Properties of an ObjectProblem. */
            interface $Properties {

                /** ObjectProblem object */
                object?: (string|null);

                /** ObjectProblem field */
                field?: (string|null);

                /** ObjectProblem reason */
                reason?: (string|null);

                /** ObjectProblem effect */
                effect?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ObjectProblem. */
            type $Shape = manul.v1.ObjectProblem.$Properties;
        }

        /**
         * Properties of an EnforcementRequest.
         * @deprecated Use manul.v1.EnforcementRequest.$Properties instead.
         */
        interface IEnforcementRequest extends manul.v1.EnforcementRequest.$Properties {
        }

        /** Represents an EnforcementRequest. */
        class EnforcementRequest {

            /**
             * Constructs a new EnforcementRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.EnforcementRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EnforcementRequest object. */
            object: string;

            /**
             * Creates a new EnforcementRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns EnforcementRequest instance
             */
            static create(properties: manul.v1.EnforcementRequest.$Shape): manul.v1.EnforcementRequest & manul.v1.EnforcementRequest.$Shape;
            static create(properties?: manul.v1.EnforcementRequest.$Properties): manul.v1.EnforcementRequest;

            /**
             * Encodes the specified EnforcementRequest message. Does not implicitly {@link manul.v1.EnforcementRequest.verify|verify} messages.
             * @param message EnforcementRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.EnforcementRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EnforcementRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.EnforcementRequest & manul.v1.EnforcementRequest.$Shape} EnforcementRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.EnforcementRequest & manul.v1.EnforcementRequest.$Shape;

            /**
             * Creates an EnforcementRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns EnforcementRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.EnforcementRequest;

            /**
             * Creates a plain object from an EnforcementRequest message. Also converts values to other types if specified.
             * @param message EnforcementRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.EnforcementRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this EnforcementRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace EnforcementRequest {

            /** Properties of an EnforcementRequest. */
            interface $Properties {

                /** EnforcementRequest object */
                object?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EnforcementRequest. */
            type $Shape = manul.v1.EnforcementRequest.$Properties;
        }

        /**
         * Properties of an Enforcement.
         * @deprecated Use manul.v1.Enforcement.$Properties instead.
         */
        interface IEnforcement extends manul.v1.Enforcement.$Properties {
        }

        /** Represents an Enforcement. */
        class Enforcement {

            /**
             * Constructs a new Enforcement.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Enforcement.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Enforcement object. */
            object: string;

            /** Enforcement nodes. */
            nodes: number;

            /** Enforcement up_to_date. */
            up_to_date: number;

            /** Enforcement errors. */
            errors: manul.v1.NodeError.$Properties[];

            /**
             * Creates a new Enforcement instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Enforcement instance
             */
            static create(properties: manul.v1.Enforcement.$Shape): manul.v1.Enforcement & manul.v1.Enforcement.$Shape;
            static create(properties?: manul.v1.Enforcement.$Properties): manul.v1.Enforcement;

            /**
             * Encodes the specified Enforcement message. Does not implicitly {@link manul.v1.Enforcement.verify|verify} messages.
             * @param message Enforcement message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Enforcement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Enforcement message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Enforcement & manul.v1.Enforcement.$Shape} Enforcement
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Enforcement & manul.v1.Enforcement.$Shape;

            /**
             * Creates an Enforcement message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Enforcement
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Enforcement;

            /**
             * Creates a plain object from an Enforcement message. Also converts values to other types if specified.
             * @param message Enforcement
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Enforcement, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Enforcement to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Enforcement {

            /** Properties of an Enforcement. */
            interface $Properties {

                /** Enforcement object */
                object?: (string|null);

                /** Enforcement nodes */
                nodes?: (number|null);

                /** Enforcement up_to_date */
                up_to_date?: (number|null);

                /** Enforcement errors */
                errors?: (manul.v1.NodeError.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Enforcement. */
            type $Shape = manul.v1.Enforcement.$Properties;
        }

        /**
         * Properties of a NodeError.
         * @deprecated Use manul.v1.NodeError.$Properties instead.
         */
        interface INodeError extends manul.v1.NodeError.$Properties {
        }

        /** Represents a NodeError. */
        class NodeError {

            /**
             * Constructs a new NodeError.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NodeError.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeError node. */
            node: string;

            /** NodeError reason. */
            reason: string;

            /** NodeError failed_closed. */
            failed_closed: boolean;

            /**
             * Creates a new NodeError instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodeError instance
             */
            static create(properties: manul.v1.NodeError.$Shape): manul.v1.NodeError & manul.v1.NodeError.$Shape;
            static create(properties?: manul.v1.NodeError.$Properties): manul.v1.NodeError;

            /**
             * Encodes the specified NodeError message. Does not implicitly {@link manul.v1.NodeError.verify|verify} messages.
             * @param message NodeError message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NodeError.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeError message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NodeError & manul.v1.NodeError.$Shape} NodeError
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NodeError & manul.v1.NodeError.$Shape;

            /**
             * Creates a NodeError message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NodeError
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NodeError;

            /**
             * Creates a plain object from a NodeError message. Also converts values to other types if specified.
             * @param message NodeError
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NodeError, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NodeError to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NodeError {

            /** Properties of a NodeError. */
            interface $Properties {

                /** NodeError node */
                node?: (string|null);

                /** NodeError reason */
                reason?: (string|null);

                /** NodeError failed_closed */
                failed_closed?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeError. */
            type $Shape = manul.v1.NodeError.$Properties;
        }

        /**
         * Properties of a NodeRequest.
         * @deprecated Use manul.v1.NodeRequest.$Properties instead.
         */
        interface INodeRequest extends manul.v1.NodeRequest.$Properties {
        }

        /** Represents a NodeRequest. */
        class NodeRequest {

            /**
             * Constructs a new NodeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NodeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeRequest node. */
            node: string;

            /** NodeRequest follow. */
            follow: boolean;

            /**
             * Creates a new NodeRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodeRequest instance
             */
            static create(properties: manul.v1.NodeRequest.$Shape): manul.v1.NodeRequest & manul.v1.NodeRequest.$Shape;
            static create(properties?: manul.v1.NodeRequest.$Properties): manul.v1.NodeRequest;

            /**
             * Encodes the specified NodeRequest message. Does not implicitly {@link manul.v1.NodeRequest.verify|verify} messages.
             * @param message NodeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NodeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NodeRequest & manul.v1.NodeRequest.$Shape} NodeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NodeRequest & manul.v1.NodeRequest.$Shape;

            /**
             * Creates a NodeRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NodeRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NodeRequest;

            /**
             * Creates a plain object from a NodeRequest message. Also converts values to other types if specified.
             * @param message NodeRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NodeRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NodeRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NodeRequest {

            /** Properties of a NodeRequest. */
            interface $Properties {

                /** NodeRequest node */
                node?: (string|null);

                /** NodeRequest follow */
                follow?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeRequest. */
            type $Shape = manul.v1.NodeRequest.$Properties;
        }

        /**
         * Properties of a NodesRequest.
         * @deprecated Use manul.v1.NodesRequest.$Properties instead.
         */
        interface INodesRequest extends manul.v1.NodesRequest.$Properties {
        }

        /** Represents a NodesRequest. */
        class NodesRequest {

            /**
             * Constructs a new NodesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NodesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodesRequest follow. */
            follow: boolean;

            /**
             * Creates a new NodesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodesRequest instance
             */
            static create(properties: manul.v1.NodesRequest.$Shape): manul.v1.NodesRequest & manul.v1.NodesRequest.$Shape;
            static create(properties?: manul.v1.NodesRequest.$Properties): manul.v1.NodesRequest;

            /**
             * Encodes the specified NodesRequest message. Does not implicitly {@link manul.v1.NodesRequest.verify|verify} messages.
             * @param message NodesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NodesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NodesRequest & manul.v1.NodesRequest.$Shape} NodesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NodesRequest & manul.v1.NodesRequest.$Shape;

            /**
             * Creates a NodesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NodesRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NodesRequest;

            /**
             * Creates a plain object from a NodesRequest message. Also converts values to other types if specified.
             * @param message NodesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NodesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NodesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NodesRequest {

            /** Properties of a NodesRequest. */
            interface $Properties {

                /** NodesRequest follow */
                follow?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodesRequest. */
            type $Shape = manul.v1.NodesRequest.$Properties;
        }

        /**
         * Properties of a NodesBatch.
         * @deprecated Use manul.v1.NodesBatch.$Properties instead.
         */
        interface INodesBatch extends manul.v1.NodesBatch.$Properties {
        }

        /** Represents a NodesBatch. */
        class NodesBatch {

            /**
             * Constructs a new NodesBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NodesBatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodesBatch batches. */
            batches: manul.v1.NodeBatch.$Properties[];

            /**
             * Creates a new NodesBatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodesBatch instance
             */
            static create(properties: manul.v1.NodesBatch.$Shape): manul.v1.NodesBatch & manul.v1.NodesBatch.$Shape;
            static create(properties?: manul.v1.NodesBatch.$Properties): manul.v1.NodesBatch;

            /**
             * Encodes the specified NodesBatch message. Does not implicitly {@link manul.v1.NodesBatch.verify|verify} messages.
             * @param message NodesBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NodesBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodesBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NodesBatch & manul.v1.NodesBatch.$Shape} NodesBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NodesBatch & manul.v1.NodesBatch.$Shape;

            /**
             * Creates a NodesBatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NodesBatch
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NodesBatch;

            /**
             * Creates a plain object from a NodesBatch message. Also converts values to other types if specified.
             * @param message NodesBatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NodesBatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NodesBatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NodesBatch {

            /** Properties of a NodesBatch. */
            interface $Properties {

                /** NodesBatch batches */
                batches?: (manul.v1.NodeBatch.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodesBatch. */
            type $Shape = {
              batches?: manul.v1.NodeBatch.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a NodeBatch.
         * @deprecated Use manul.v1.NodeBatch.$Properties instead.
         */
        interface INodeBatch extends manul.v1.NodeBatch.$Properties {
        }

        /** Represents a NodeBatch. */
        class NodeBatch {

            /**
             * Constructs a new NodeBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NodeBatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeBatch node. */
            node: string;

            /** NodeBatch batch. */
            batch?: (manul.v1.ToNode.$Properties|null);

            /**
             * Creates a new NodeBatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NodeBatch instance
             */
            static create(properties: manul.v1.NodeBatch.$Shape): manul.v1.NodeBatch & manul.v1.NodeBatch.$Shape;
            static create(properties?: manul.v1.NodeBatch.$Properties): manul.v1.NodeBatch;

            /**
             * Encodes the specified NodeBatch message. Does not implicitly {@link manul.v1.NodeBatch.verify|verify} messages.
             * @param message NodeBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NodeBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NodeBatch & manul.v1.NodeBatch.$Shape} NodeBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NodeBatch & manul.v1.NodeBatch.$Shape;

            /**
             * Creates a NodeBatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NodeBatch
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NodeBatch;

            /**
             * Creates a plain object from a NodeBatch message. Also converts values to other types if specified.
             * @param message NodeBatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NodeBatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NodeBatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NodeBatch {

            /** Properties of a NodeBatch. */
            interface $Properties {

                /** NodeBatch node */
                node?: (string|null);

                /** NodeBatch batch */
                batch?: (manul.v1.ToNode.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeBatch. */
            type $Shape = {
              node?: string|null;
              batch?: manul.v1.ToNode.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an InputsRequest.
         * @deprecated Use manul.v1.InputsRequest.$Properties instead.
         */
        interface IInputsRequest extends manul.v1.InputsRequest.$Properties {
        }

        /** Represents an InputsRequest. */
        class InputsRequest {

            /**
             * Constructs a new InputsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.InputsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InputsRequest follow. */
            follow: boolean;

            /**
             * Creates a new InputsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InputsRequest instance
             */
            static create(properties: manul.v1.InputsRequest.$Shape): manul.v1.InputsRequest & manul.v1.InputsRequest.$Shape;
            static create(properties?: manul.v1.InputsRequest.$Properties): manul.v1.InputsRequest;

            /**
             * Encodes the specified InputsRequest message. Does not implicitly {@link manul.v1.InputsRequest.verify|verify} messages.
             * @param message InputsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.InputsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InputsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.InputsRequest & manul.v1.InputsRequest.$Shape} InputsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.InputsRequest & manul.v1.InputsRequest.$Shape;

            /**
             * Creates an InputsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns InputsRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.InputsRequest;

            /**
             * Creates a plain object from an InputsRequest message. Also converts values to other types if specified.
             * @param message InputsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.InputsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this InputsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace InputsRequest {

            /** Properties of an InputsRequest. */
            interface $Properties {

                /** InputsRequest follow */
                follow?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InputsRequest. */
            type $Shape = manul.v1.InputsRequest.$Properties;
        }

        /**
         * Properties of an InputBatch.
         * @deprecated Use manul.v1.InputBatch.$Properties instead.
         */
        interface IInputBatch extends manul.v1.InputBatch.$Properties {
        }

        /** Represents an InputBatch. */
        class InputBatch {

            /**
             * Constructs a new InputBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.InputBatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InputBatch config. */
            config: string;

            /** InputBatch entries. */
            entries: manul.v1.RecordingEntry.$Properties[];

            /**
             * Creates a new InputBatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InputBatch instance
             */
            static create(properties: manul.v1.InputBatch.$Shape): manul.v1.InputBatch & manul.v1.InputBatch.$Shape;
            static create(properties?: manul.v1.InputBatch.$Properties): manul.v1.InputBatch;

            /**
             * Encodes the specified InputBatch message. Does not implicitly {@link manul.v1.InputBatch.verify|verify} messages.
             * @param message InputBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.InputBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InputBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.InputBatch & manul.v1.InputBatch.$Shape} InputBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.InputBatch & manul.v1.InputBatch.$Shape;

            /**
             * Creates an InputBatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns InputBatch
             */
            static fromObject(object: { [k: string]: any }): manul.v1.InputBatch;

            /**
             * Creates a plain object from an InputBatch message. Also converts values to other types if specified.
             * @param message InputBatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.InputBatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this InputBatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace InputBatch {

            /** Properties of an InputBatch. */
            interface $Properties {

                /** InputBatch config */
                config?: (string|null);

                /** InputBatch entries */
                entries?: (manul.v1.RecordingEntry.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InputBatch. */
            type $Shape = {
              config?: string|null;
              entries?: manul.v1.RecordingEntry.$Shape[]|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an ExplainRequest.
         * @deprecated Use manul.v1.ExplainRequest.$Properties instead.
         */
        interface IExplainRequest extends manul.v1.ExplainRequest.$Properties {
        }

        /** Represents an ExplainRequest. */
        class ExplainRequest {

            /**
             * Constructs a new ExplainRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ExplainRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExplainRequest from. */
            from: string;

            /** ExplainRequest to. */
            to: string;

            /** ExplainRequest protocol. */
            protocol: string;

            /** ExplainRequest port. */
            port: number;

            /** ExplainRequest source_port. */
            source_port: number;

            /** ExplainRequest ip_version. */
            ip_version: number;

            /** ExplainRequest endpoint_to_host. */
            endpoint_to_host: string;

            /** ExplainRequest at. */
            at?: (manul.v1.Moment.$Properties|null);

            /**
             * Creates a new ExplainRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ExplainRequest instance
             */
            static create(properties: manul.v1.ExplainRequest.$Shape): manul.v1.ExplainRequest & manul.v1.ExplainRequest.$Shape;
            static create(properties?: manul.v1.ExplainRequest.$Properties): manul.v1.ExplainRequest;

            /**
             * Encodes the specified ExplainRequest message. Does not implicitly {@link manul.v1.ExplainRequest.verify|verify} messages.
             * @param message ExplainRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ExplainRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExplainRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ExplainRequest & manul.v1.ExplainRequest.$Shape} ExplainRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ExplainRequest & manul.v1.ExplainRequest.$Shape;

            /**
             * Creates an ExplainRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ExplainRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ExplainRequest;

            /**
             * Creates a plain object from an ExplainRequest message. Also converts values to other types if specified.
             * @param message ExplainRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ExplainRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ExplainRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ExplainRequest {

            /** Properties of an ExplainRequest. */
            interface $Properties {

                /** ExplainRequest from */
                from?: (string|null);

                /** ExplainRequest to */
                to?: (string|null);

                /** ExplainRequest protocol */
                protocol?: (string|null);

                /** ExplainRequest port */
                port?: (number|null);

                /** ExplainRequest source_port */
                source_port?: (number|null);

                /** ExplainRequest ip_version */
                ip_version?: (number|null);

                /** ExplainRequest endpoint_to_host */
                endpoint_to_host?: (string|null);

                /** ExplainRequest at */
                at?: (manul.v1.Moment.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExplainRequest. */
            type $Shape = {
              from?: string|null;
              to?: string|null;
              protocol?: string|null;
              port?: number|null;
              source_port?: number|null;
              ip_version?: number|null;
              endpoint_to_host?: string|null;
              at?: manul.v1.Moment.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a Moment.
         * @deprecated Use manul.v1.Moment.$Properties instead.
         */
        interface IMoment extends manul.v1.Moment.$Properties {
        }

        /** Represents a Moment. */
        class Moment {

            /**
             * Constructs a new Moment.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Moment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Moment revision. */
            revision?: (number|null);

            /** Moment time. */
            time?: (number|null);

            /** Moment moment. */
            moment?: ("revision"|"time");

            /**
             * Creates a new Moment instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Moment instance
             */
            static create(properties: manul.v1.Moment.$Shape): manul.v1.Moment & manul.v1.Moment.$Shape;
            static create(properties?: manul.v1.Moment.$Properties): manul.v1.Moment;

            /**
             * Encodes the specified Moment message. Does not implicitly {@link manul.v1.Moment.verify|verify} messages.
             * @param message Moment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Moment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Moment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Moment & manul.v1.Moment.$Shape} Moment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Moment & manul.v1.Moment.$Shape;

            /**
             * Creates a Moment message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Moment
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Moment;

            /**
             * Creates a plain object from a Moment message. Also converts values to other types if specified.
             * @param message Moment
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Moment, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Moment to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Moment {

            /** Properties of a Moment. */
            interface $Properties {

                /** Moment revision */
                revision?: (number|null);

                /** Moment time */
                time?: (number|null);

                /** Moment moment */
                moment?: ("revision"|"time");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Moment. */
            type $Shape = {
              revision?: number|null;
              time?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ moment?: undefined; revision?: null; time?: null }|{ moment?: "revision"; revision: number; time?: null }|{ moment?: "time"; revision?: null; time: number })
            );
        }

        /**
         * Properties of an Explanation.
         * @deprecated Use manul.v1.Explanation.$Properties instead.
         */
        interface IExplanation extends manul.v1.Explanation.$Properties {
        }

        /** Represents an Explanation. */
        class Explanation {

            /**
             * Constructs a new Explanation.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Explanation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Explanation allowed. */
            allowed: boolean;

            /** Explanation answer. */
            answer: string;

            /** Explanation from. */
            from?: (manul.v1.End.$Properties|null);

            /** Explanation to. */
            to?: (manul.v1.End.$Properties|null);

            /** Explanation protocol. */
            protocol: string;

            /** Explanation port. */
            port: number;

            /** Explanation stages. */
            stages: manul.v1.StageExplanation.$Properties[];

            /** Explanation decided_by. */
            decided_by?: (number|null);

            /** Explanation position. */
            position?: (manul.v1.Position.$Properties|null);

            /**
             * Creates a new Explanation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Explanation instance
             */
            static create(properties: manul.v1.Explanation.$Shape): manul.v1.Explanation & manul.v1.Explanation.$Shape;
            static create(properties?: manul.v1.Explanation.$Properties): manul.v1.Explanation;

            /**
             * Encodes the specified Explanation message. Does not implicitly {@link manul.v1.Explanation.verify|verify} messages.
             * @param message Explanation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Explanation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Explanation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Explanation & manul.v1.Explanation.$Shape} Explanation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Explanation & manul.v1.Explanation.$Shape;

            /**
             * Creates an Explanation message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Explanation
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Explanation;

            /**
             * Creates a plain object from an Explanation message. Also converts values to other types if specified.
             * @param message Explanation
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Explanation, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Explanation to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Explanation {

            /** Properties of an Explanation. */
            interface $Properties {

                /** Explanation allowed */
                allowed?: (boolean|null);

                /** Explanation answer */
                answer?: (string|null);

                /** Explanation from */
                from?: (manul.v1.End.$Properties|null);

                /** Explanation to */
                to?: (manul.v1.End.$Properties|null);

                /** Explanation protocol */
                protocol?: (string|null);

                /** Explanation port */
                port?: (number|null);

                /** Explanation stages */
                stages?: (manul.v1.StageExplanation.$Properties[]|null);

                /** Explanation decided_by */
                decided_by?: (number|null);

                /** Explanation position */
                position?: (manul.v1.Position.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Explanation. */
            type $Shape = manul.v1.Explanation.$Properties;
        }

        /**
         * Properties of an End.
         * @deprecated Use manul.v1.End.$Properties instead.
         */
        interface IEnd extends manul.v1.End.$Properties {
        }

        /** Represents an End. */
        class End {

            /**
             * Constructs a new End.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.End.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** End kind. */
            kind: manul.v1.End.Kind;

            /** End text. */
            text: string;

            /** End namespace. */
            namespace: string;

            /** End name. */
            name: string;

            /** End node. */
            node: string;

            /** End address. */
            address: string;

            /** End workload. */
            workload: string;

            /**
             * Creates a new End instance using the specified properties.
             * @param [properties] Properties to set
             * @returns End instance
             */
            static create(properties: manul.v1.End.$Shape): manul.v1.End & manul.v1.End.$Shape;
            static create(properties?: manul.v1.End.$Properties): manul.v1.End;

            /**
             * Encodes the specified End message. Does not implicitly {@link manul.v1.End.verify|verify} messages.
             * @param message End message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.End.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an End message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.End & manul.v1.End.$Shape} End
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.End & manul.v1.End.$Shape;

            /**
             * Creates an End message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns End
             */
            static fromObject(object: { [k: string]: any }): manul.v1.End;

            /**
             * Creates a plain object from an End message. Also converts values to other types if specified.
             * @param message End
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.End, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this End to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace End {

            /** Properties of an End. */
            interface $Properties {

                /** End kind */
                kind?: (manul.v1.End.Kind|null);

                /** End text */
                text?: (string|null);

                /** End namespace */
                namespace?: (string|null);

                /** End name */
                name?: (string|null);

                /** End node */
                node?: (string|null);

                /** End address */
                address?: (string|null);

                /** End workload */
                workload?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an End. */
            type $Shape = manul.v1.End.$Properties;

            /** Kind enum. */
            enum Kind {

                /** EXTERNAL value */
                EXTERNAL = 0,

                /** POD value */
                POD = 1,

                /** NODE value */
                NODE = 2
            }
        }

        /**
         * Properties of a StageExplanation.
         * @deprecated Use manul.v1.StageExplanation.$Properties instead.
         */
        interface IStageExplanation extends manul.v1.StageExplanation.$Properties {
        }

        /** Represents a StageExplanation. */
        class StageExplanation {

            /**
             * Constructs a new StageExplanation.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.StageExplanation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StageExplanation node. */
            node: string;

            /** StageExplanation stage. */
            stage: string;

            /** StageExplanation direction. */
            direction: string;

            /** StageExplanation endpoint. */
            endpoint: string;

            /** StageExplanation outcome. */
            outcome: string;

            /** StageExplanation isolated. */
            isolated: boolean;

            /** StageExplanation steps. */
            steps: manul.v1.Step.$Properties[];

            /**
             * Creates a new StageExplanation instance using the specified properties.
             * @param [properties] Properties to set
             * @returns StageExplanation instance
             */
            static create(properties: manul.v1.StageExplanation.$Shape): manul.v1.StageExplanation & manul.v1.StageExplanation.$Shape;
            static create(properties?: manul.v1.StageExplanation.$Properties): manul.v1.StageExplanation;

            /**
             * Encodes the specified StageExplanation message. Does not implicitly {@link manul.v1.StageExplanation.verify|verify} messages.
             * @param message StageExplanation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.StageExplanation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StageExplanation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.StageExplanation & manul.v1.StageExplanation.$Shape} StageExplanation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.StageExplanation & manul.v1.StageExplanation.$Shape;

            /**
             * Creates a StageExplanation message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns StageExplanation
             */
            static fromObject(object: { [k: string]: any }): manul.v1.StageExplanation;

            /**
             * Creates a plain object from a StageExplanation message. Also converts values to other types if specified.
             * @param message StageExplanation
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.StageExplanation, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this StageExplanation to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace StageExplanation {

            /** Properties of a StageExplanation. */
            interface $Properties {

                /** StageExplanation node */
                node?: (string|null);

                /** StageExplanation stage */
                stage?: (string|null);

                /** StageExplanation direction */
                direction?: (string|null);

                /** StageExplanation endpoint */
                endpoint?: (string|null);

                /** StageExplanation outcome */
                outcome?: (string|null);

                /** StageExplanation isolated */
                isolated?: (boolean|null);

                /** StageExplanation steps */
                steps?: (manul.v1.Step.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StageExplanation. */
            type $Shape = manul.v1.StageExplanation.$Properties;
        }

        /**
         * Properties of a Step.
         * @deprecated Use manul.v1.Step.$Properties instead.
         */
        interface IStep extends manul.v1.Step.$Properties {
        }

        /** Represents a Step. */
        class Step {

            /**
             * Constructs a new Step.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Step.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Step by. */
            by: string;

            /** Step text. */
            text: string;

            /** Step tier. */
            tier: string;

            /** Step owner. */
            owner: string;

            /** Step rule_index. */
            rule_index: number;

            /** Step action. */
            action: string;

            /** Step origin. */
            origin?: (manul.v1.Origin.$Properties|null);

            /** Step field_path. */
            field_path: string;

            /** Step sets. */
            sets: manul.v1.SetMatch.$Properties[];

            /** Step fault. */
            fault: string;

            /**
             * Creates a new Step instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Step instance
             */
            static create(properties: manul.v1.Step.$Shape): manul.v1.Step & manul.v1.Step.$Shape;
            static create(properties?: manul.v1.Step.$Properties): manul.v1.Step;

            /**
             * Encodes the specified Step message. Does not implicitly {@link manul.v1.Step.verify|verify} messages.
             * @param message Step message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Step.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Step message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Step & manul.v1.Step.$Shape} Step
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Step & manul.v1.Step.$Shape;

            /**
             * Creates a Step message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Step
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Step;

            /**
             * Creates a plain object from a Step message. Also converts values to other types if specified.
             * @param message Step
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Step, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Step to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Step {

            /** Properties of a Step. */
            interface $Properties {

                /** Step by */
                by?: (string|null);

                /** Step text */
                text?: (string|null);

                /** Step tier */
                tier?: (string|null);

                /** Step owner */
                owner?: (string|null);

                /** Step rule_index */
                rule_index?: (number|null);

                /** Step action */
                action?: (string|null);

                /** Step origin */
                origin?: (manul.v1.Origin.$Properties|null);

                /** Step field_path */
                field_path?: (string|null);

                /** Step sets */
                sets?: (manul.v1.SetMatch.$Properties[]|null);

                /** Step fault */
                fault?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Step. */
            type $Shape = manul.v1.Step.$Properties;
        }

        /**
         * Properties of a SetMatch.
         * @deprecated Use manul.v1.SetMatch.$Properties instead.
         */
        interface ISetMatch extends manul.v1.SetMatch.$Properties {
        }

        /** Represents a SetMatch. */
        class SetMatch {

            /**
             * Constructs a new SetMatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.SetMatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SetMatch side. */
            side: string;

            /** SetMatch set. */
            set: string;

            /** SetMatch member. */
            member: string;

            /** SetMatch selector. */
            selector: string;

            /**
             * Creates a new SetMatch instance using the specified properties.
             * @param [properties] Properties to set
             * @returns SetMatch instance
             */
            static create(properties: manul.v1.SetMatch.$Shape): manul.v1.SetMatch & manul.v1.SetMatch.$Shape;
            static create(properties?: manul.v1.SetMatch.$Properties): manul.v1.SetMatch;

            /**
             * Encodes the specified SetMatch message. Does not implicitly {@link manul.v1.SetMatch.verify|verify} messages.
             * @param message SetMatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.SetMatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SetMatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.SetMatch & manul.v1.SetMatch.$Shape} SetMatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.SetMatch & manul.v1.SetMatch.$Shape;

            /**
             * Creates a SetMatch message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns SetMatch
             */
            static fromObject(object: { [k: string]: any }): manul.v1.SetMatch;

            /**
             * Creates a plain object from a SetMatch message. Also converts values to other types if specified.
             * @param message SetMatch
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.SetMatch, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this SetMatch to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace SetMatch {

            /** Properties of a SetMatch. */
            interface $Properties {

                /** SetMatch side */
                side?: (string|null);

                /** SetMatch set */
                set?: (string|null);

                /** SetMatch member */
                member?: (string|null);

                /** SetMatch selector */
                selector?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SetMatch. */
            type $Shape = manul.v1.SetMatch.$Properties;
        }

        /**
         * Properties of a WhoCanRequest.
         * @deprecated Use manul.v1.WhoCanRequest.$Properties instead.
         */
        interface IWhoCanRequest extends manul.v1.WhoCanRequest.$Properties {
        }

        /** Represents a WhoCanRequest. */
        class WhoCanRequest {

            /**
             * Constructs a new WhoCanRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.WhoCanRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WhoCanRequest pod. */
            pod: string;

            /** WhoCanRequest direction. */
            direction: manul.v1.WhoCanRequest.Direction;

            /** WhoCanRequest protocol. */
            protocol: string;

            /** WhoCanRequest port. */
            port: number;

            /** WhoCanRequest max_groups. */
            max_groups: number;

            /** WhoCanRequest at. */
            at?: (manul.v1.Moment.$Properties|null);

            /**
             * Creates a new WhoCanRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhoCanRequest instance
             */
            static create(properties: manul.v1.WhoCanRequest.$Shape): manul.v1.WhoCanRequest & manul.v1.WhoCanRequest.$Shape;
            static create(properties?: manul.v1.WhoCanRequest.$Properties): manul.v1.WhoCanRequest;

            /**
             * Encodes the specified WhoCanRequest message. Does not implicitly {@link manul.v1.WhoCanRequest.verify|verify} messages.
             * @param message WhoCanRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.WhoCanRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhoCanRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.WhoCanRequest & manul.v1.WhoCanRequest.$Shape} WhoCanRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.WhoCanRequest & manul.v1.WhoCanRequest.$Shape;

            /**
             * Creates a WhoCanRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WhoCanRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.WhoCanRequest;

            /**
             * Creates a plain object from a WhoCanRequest message. Also converts values to other types if specified.
             * @param message WhoCanRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.WhoCanRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WhoCanRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WhoCanRequest {

            /** Properties of a WhoCanRequest. */
            interface $Properties {

                /** WhoCanRequest pod */
                pod?: (string|null);

                /** WhoCanRequest direction */
                direction?: (manul.v1.WhoCanRequest.Direction|null);

                /** WhoCanRequest protocol */
                protocol?: (string|null);

                /** WhoCanRequest port */
                port?: (number|null);

                /** WhoCanRequest max_groups */
                max_groups?: (number|null);

                /** WhoCanRequest at */
                at?: (manul.v1.Moment.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WhoCanRequest. */
            type $Shape = {
              pod?: string|null;
              direction?: manul.v1.WhoCanRequest.Direction|null;
              protocol?: string|null;
              port?: number|null;
              max_groups?: number|null;
              at?: manul.v1.Moment.$Shape|null;
              $unknowns?: Uint8Array[];
            };

            /** Direction enum. */
            enum Direction {

                /** REACH value */
                REACH = 0,

                /** BE_REACHED_BY value */
                BE_REACHED_BY = 1
            }
        }

        /**
         * Properties of a WhoCanResponse.
         * @deprecated Use manul.v1.WhoCanResponse.$Properties instead.
         */
        interface IWhoCanResponse extends manul.v1.WhoCanResponse.$Properties {
        }

        /** Represents a WhoCanResponse. */
        class WhoCanResponse {

            /**
             * Constructs a new WhoCanResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.WhoCanResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WhoCanResponse groups. */
            groups: manul.v1.PeerGroup.$Properties[];

            /** WhoCanResponse more_groups. */
            more_groups: boolean;

            /** WhoCanResponse external. */
            external: manul.v1.PortVerdict.$Properties[];

            /** WhoCanResponse position. */
            position?: (manul.v1.Position.$Properties|null);

            /**
             * Creates a new WhoCanResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhoCanResponse instance
             */
            static create(properties: manul.v1.WhoCanResponse.$Shape): manul.v1.WhoCanResponse & manul.v1.WhoCanResponse.$Shape;
            static create(properties?: manul.v1.WhoCanResponse.$Properties): manul.v1.WhoCanResponse;

            /**
             * Encodes the specified WhoCanResponse message. Does not implicitly {@link manul.v1.WhoCanResponse.verify|verify} messages.
             * @param message WhoCanResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.WhoCanResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhoCanResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.WhoCanResponse & manul.v1.WhoCanResponse.$Shape} WhoCanResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.WhoCanResponse & manul.v1.WhoCanResponse.$Shape;

            /**
             * Creates a WhoCanResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WhoCanResponse
             */
            static fromObject(object: { [k: string]: any }): manul.v1.WhoCanResponse;

            /**
             * Creates a plain object from a WhoCanResponse message. Also converts values to other types if specified.
             * @param message WhoCanResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.WhoCanResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WhoCanResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WhoCanResponse {

            /** Properties of a WhoCanResponse. */
            interface $Properties {

                /** WhoCanResponse groups */
                groups?: (manul.v1.PeerGroup.$Properties[]|null);

                /** WhoCanResponse more_groups */
                more_groups?: (boolean|null);

                /** WhoCanResponse external */
                external?: (manul.v1.PortVerdict.$Properties[]|null);

                /** WhoCanResponse position */
                position?: (manul.v1.Position.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WhoCanResponse. */
            type $Shape = manul.v1.WhoCanResponse.$Properties;
        }

        /**
         * Properties of a PeerGroup.
         * @deprecated Use manul.v1.PeerGroup.$Properties instead.
         */
        interface IPeerGroup extends manul.v1.PeerGroup.$Properties {
        }

        /** Represents a PeerGroup. */
        class PeerGroup {

            /**
             * Constructs a new PeerGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PeerGroup.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PeerGroup workload. */
            workload?: (manul.v1.WorkloadRef.$Properties|null);

            /** PeerGroup pods. */
            pods: number;

            /** PeerGroup example_pod. */
            example_pod: string;

            /** PeerGroup ports. */
            ports: manul.v1.PortVerdict.$Properties[];

            /**
             * Creates a new PeerGroup instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PeerGroup instance
             */
            static create(properties: manul.v1.PeerGroup.$Shape): manul.v1.PeerGroup & manul.v1.PeerGroup.$Shape;
            static create(properties?: manul.v1.PeerGroup.$Properties): manul.v1.PeerGroup;

            /**
             * Encodes the specified PeerGroup message. Does not implicitly {@link manul.v1.PeerGroup.verify|verify} messages.
             * @param message PeerGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PeerGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PeerGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PeerGroup & manul.v1.PeerGroup.$Shape} PeerGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PeerGroup & manul.v1.PeerGroup.$Shape;

            /**
             * Creates a PeerGroup message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PeerGroup
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PeerGroup;

            /**
             * Creates a plain object from a PeerGroup message. Also converts values to other types if specified.
             * @param message PeerGroup
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PeerGroup, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PeerGroup to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PeerGroup {

            /** Properties of a PeerGroup. */
            interface $Properties {

                /** PeerGroup workload */
                workload?: (manul.v1.WorkloadRef.$Properties|null);

                /** PeerGroup pods */
                pods?: (number|null);

                /** PeerGroup example_pod */
                example_pod?: (string|null);

                /** PeerGroup ports */
                ports?: (manul.v1.PortVerdict.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PeerGroup. */
            type $Shape = manul.v1.PeerGroup.$Properties;
        }

        /**
         * Properties of a WorkloadRef.
         * @deprecated Use manul.v1.WorkloadRef.$Properties instead.
         */
        interface IWorkloadRef extends manul.v1.WorkloadRef.$Properties {
        }

        /** Represents a WorkloadRef. */
        class WorkloadRef {

            /**
             * Constructs a new WorkloadRef.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.WorkloadRef.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WorkloadRef namespace. */
            namespace: string;

            /** WorkloadRef name. */
            name: string;

            /**
             * Creates a new WorkloadRef instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WorkloadRef instance
             */
            static create(properties: manul.v1.WorkloadRef.$Shape): manul.v1.WorkloadRef & manul.v1.WorkloadRef.$Shape;
            static create(properties?: manul.v1.WorkloadRef.$Properties): manul.v1.WorkloadRef;

            /**
             * Encodes the specified WorkloadRef message. Does not implicitly {@link manul.v1.WorkloadRef.verify|verify} messages.
             * @param message WorkloadRef message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.WorkloadRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WorkloadRef message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.WorkloadRef & manul.v1.WorkloadRef.$Shape} WorkloadRef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.WorkloadRef & manul.v1.WorkloadRef.$Shape;

            /**
             * Creates a WorkloadRef message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WorkloadRef
             */
            static fromObject(object: { [k: string]: any }): manul.v1.WorkloadRef;

            /**
             * Creates a plain object from a WorkloadRef message. Also converts values to other types if specified.
             * @param message WorkloadRef
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.WorkloadRef, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WorkloadRef to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WorkloadRef {

            /** Properties of a WorkloadRef. */
            interface $Properties {

                /** WorkloadRef namespace */
                namespace?: (string|null);

                /** WorkloadRef name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WorkloadRef. */
            type $Shape = manul.v1.WorkloadRef.$Properties;
        }

        /**
         * Properties of a PortVerdict.
         * @deprecated Use manul.v1.PortVerdict.$Properties instead.
         */
        interface IPortVerdict extends manul.v1.PortVerdict.$Properties {
        }

        /** Represents a PortVerdict. */
        class PortVerdict {

            /**
             * Constructs a new PortVerdict.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PortVerdict.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PortVerdict port. */
            port: string;

            /** PortVerdict allowed. */
            allowed: boolean;

            /** PortVerdict ip_version. */
            ip_version: number;

            /**
             * Creates a new PortVerdict instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PortVerdict instance
             */
            static create(properties: manul.v1.PortVerdict.$Shape): manul.v1.PortVerdict & manul.v1.PortVerdict.$Shape;
            static create(properties?: manul.v1.PortVerdict.$Properties): manul.v1.PortVerdict;

            /**
             * Encodes the specified PortVerdict message. Does not implicitly {@link manul.v1.PortVerdict.verify|verify} messages.
             * @param message PortVerdict message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PortVerdict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PortVerdict message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PortVerdict & manul.v1.PortVerdict.$Shape} PortVerdict
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PortVerdict & manul.v1.PortVerdict.$Shape;

            /**
             * Creates a PortVerdict message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PortVerdict
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PortVerdict;

            /**
             * Creates a plain object from a PortVerdict message. Also converts values to other types if specified.
             * @param message PortVerdict
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PortVerdict, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PortVerdict to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PortVerdict {

            /** Properties of a PortVerdict. */
            interface $Properties {

                /** PortVerdict port */
                port?: (string|null);

                /** PortVerdict allowed */
                allowed?: (boolean|null);

                /** PortVerdict ip_version */
                ip_version?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PortVerdict. */
            type $Shape = manul.v1.PortVerdict.$Properties;
        }

        /**
         * Properties of a WhatIfRequest.
         * @deprecated Use manul.v1.WhatIfRequest.$Properties instead.
         */
        interface IWhatIfRequest extends manul.v1.WhatIfRequest.$Properties {
        }

        /** Represents a WhatIfRequest. */
        class WhatIfRequest {

            /**
             * Constructs a new WhatIfRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.WhatIfRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WhatIfRequest apply. */
            apply: string;

            /** WhatIfRequest delete. */
            delete: string;

            /** WhatIfRequest enforce_staged. */
            enforce_staged: boolean;

            /** WhatIfRequest max_changes. */
            max_changes: number;

            /** WhatIfRequest at. */
            at?: (manul.v1.Moment.$Properties|null);

            /**
             * Creates a new WhatIfRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhatIfRequest instance
             */
            static create(properties: manul.v1.WhatIfRequest.$Shape): manul.v1.WhatIfRequest & manul.v1.WhatIfRequest.$Shape;
            static create(properties?: manul.v1.WhatIfRequest.$Properties): manul.v1.WhatIfRequest;

            /**
             * Encodes the specified WhatIfRequest message. Does not implicitly {@link manul.v1.WhatIfRequest.verify|verify} messages.
             * @param message WhatIfRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.WhatIfRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhatIfRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.WhatIfRequest & manul.v1.WhatIfRequest.$Shape} WhatIfRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.WhatIfRequest & manul.v1.WhatIfRequest.$Shape;

            /**
             * Creates a WhatIfRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WhatIfRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.WhatIfRequest;

            /**
             * Creates a plain object from a WhatIfRequest message. Also converts values to other types if specified.
             * @param message WhatIfRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.WhatIfRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WhatIfRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WhatIfRequest {

            /** Properties of a WhatIfRequest. */
            interface $Properties {

                /** WhatIfRequest apply */
                apply?: (string|null);

                /** WhatIfRequest delete */
                "delete"?: (string|null);

                /** WhatIfRequest enforce_staged */
                enforce_staged?: (boolean|null);

                /** WhatIfRequest max_changes */
                max_changes?: (number|null);

                /** WhatIfRequest at */
                at?: (manul.v1.Moment.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WhatIfRequest. */
            type $Shape = {
              apply?: string|null;
              "delete"?: string|null;
              enforce_staged?: boolean|null;
              max_changes?: number|null;
              at?: manul.v1.Moment.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a WhatIfResponse.
         * @deprecated Use manul.v1.WhatIfResponse.$Properties instead.
         */
        interface IWhatIfResponse extends manul.v1.WhatIfResponse.$Properties {
        }

        /** Represents a WhatIfResponse. */
        class WhatIfResponse {

            /**
             * Constructs a new WhatIfResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.WhatIfResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WhatIfResponse position. */
            position?: (manul.v1.Position.$Properties|null);

            /** WhatIfResponse problems. */
            problems: manul.v1.ObjectProblem.$Properties[];

            /** WhatIfResponse changes. */
            changes: manul.v1.VerdictChange.$Properties[];

            /** WhatIfResponse more_changes. */
            more_changes: boolean;

            /** WhatIfResponse opened_pairs. */
            opened_pairs: number;

            /** WhatIfResponse closed_pairs. */
            closed_pairs: number;

            /** WhatIfResponse isolation. */
            isolation: manul.v1.IsolationChange.$Properties[];

            /** WhatIfResponse touched_nodes. */
            touched_nodes: number;

            /** WhatIfResponse touched_node_names. */
            touched_node_names: string[];

            /** WhatIfResponse policies. */
            policies: manul.v1.RuleCount.$Properties[];

            /** WhatIfResponse set_members_added. */
            set_members_added: number;

            /** WhatIfResponse set_members_removed. */
            set_members_removed: number;

            /** WhatIfResponse incomplete. */
            incomplete: boolean;

            /**
             * Creates a new WhatIfResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WhatIfResponse instance
             */
            static create(properties: manul.v1.WhatIfResponse.$Shape): manul.v1.WhatIfResponse & manul.v1.WhatIfResponse.$Shape;
            static create(properties?: manul.v1.WhatIfResponse.$Properties): manul.v1.WhatIfResponse;

            /**
             * Encodes the specified WhatIfResponse message. Does not implicitly {@link manul.v1.WhatIfResponse.verify|verify} messages.
             * @param message WhatIfResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.WhatIfResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WhatIfResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.WhatIfResponse & manul.v1.WhatIfResponse.$Shape} WhatIfResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.WhatIfResponse & manul.v1.WhatIfResponse.$Shape;

            /**
             * Creates a WhatIfResponse message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WhatIfResponse
             */
            static fromObject(object: { [k: string]: any }): manul.v1.WhatIfResponse;

            /**
             * Creates a plain object from a WhatIfResponse message. Also converts values to other types if specified.
             * @param message WhatIfResponse
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.WhatIfResponse, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WhatIfResponse to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WhatIfResponse {

            /** Properties of a WhatIfResponse. */
            interface $Properties {

                /** WhatIfResponse position */
                position?: (manul.v1.Position.$Properties|null);

                /** WhatIfResponse problems */
                problems?: (manul.v1.ObjectProblem.$Properties[]|null);

                /** WhatIfResponse changes */
                changes?: (manul.v1.VerdictChange.$Properties[]|null);

                /** WhatIfResponse more_changes */
                more_changes?: (boolean|null);

                /** WhatIfResponse opened_pairs */
                opened_pairs?: (number|null);

                /** WhatIfResponse closed_pairs */
                closed_pairs?: (number|null);

                /** WhatIfResponse isolation */
                isolation?: (manul.v1.IsolationChange.$Properties[]|null);

                /** WhatIfResponse touched_nodes */
                touched_nodes?: (number|null);

                /** WhatIfResponse touched_node_names */
                touched_node_names?: (string[]|null);

                /** WhatIfResponse policies */
                policies?: (manul.v1.RuleCount.$Properties[]|null);

                /** WhatIfResponse set_members_added */
                set_members_added?: (number|null);

                /** WhatIfResponse set_members_removed */
                set_members_removed?: (number|null);

                /** WhatIfResponse incomplete */
                incomplete?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WhatIfResponse. */
            type $Shape = manul.v1.WhatIfResponse.$Properties;
        }

        /**
         * Properties of a VerdictChange.
         * @deprecated Use manul.v1.VerdictChange.$Properties instead.
         */
        interface IVerdictChange extends manul.v1.VerdictChange.$Properties {
        }

        /** Represents a VerdictChange. */
        class VerdictChange {

            /**
             * Constructs a new VerdictChange.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.VerdictChange.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VerdictChange from. */
            from?: (manul.v1.WorkloadRef.$Properties|null);

            /** VerdictChange to. */
            to?: (manul.v1.WorkloadRef.$Properties|null);

            /** VerdictChange external. */
            external: string;

            /** VerdictChange ports. */
            ports: string[];

            /** VerdictChange allowed. */
            allowed: boolean;

            /** VerdictChange pairs. */
            pairs: number;

            /** VerdictChange example_from. */
            example_from: string;

            /** VerdictChange example_to. */
            example_to: string;

            /** VerdictChange because_before. */
            because_before: string;

            /** VerdictChange because_after. */
            because_after: string;

            /** VerdictChange step_before. */
            step_before?: (manul.v1.Step.$Properties|null);

            /** VerdictChange step_after. */
            step_after?: (manul.v1.Step.$Properties|null);

            /** VerdictChange host_traffic. */
            host_traffic: string;

            /** VerdictChange ip_version. */
            ip_version: number;

            /**
             * Creates a new VerdictChange instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VerdictChange instance
             */
            static create(properties: manul.v1.VerdictChange.$Shape): manul.v1.VerdictChange & manul.v1.VerdictChange.$Shape;
            static create(properties?: manul.v1.VerdictChange.$Properties): manul.v1.VerdictChange;

            /**
             * Encodes the specified VerdictChange message. Does not implicitly {@link manul.v1.VerdictChange.verify|verify} messages.
             * @param message VerdictChange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.VerdictChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VerdictChange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.VerdictChange & manul.v1.VerdictChange.$Shape} VerdictChange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.VerdictChange & manul.v1.VerdictChange.$Shape;

            /**
             * Creates a VerdictChange message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns VerdictChange
             */
            static fromObject(object: { [k: string]: any }): manul.v1.VerdictChange;

            /**
             * Creates a plain object from a VerdictChange message. Also converts values to other types if specified.
             * @param message VerdictChange
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.VerdictChange, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this VerdictChange to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace VerdictChange {

            /** Properties of a VerdictChange. */
            interface $Properties {

                /** VerdictChange from */
                from?: (manul.v1.WorkloadRef.$Properties|null);

                /** VerdictChange to */
                to?: (manul.v1.WorkloadRef.$Properties|null);

                /** VerdictChange external */
                external?: (string|null);

                /** VerdictChange ports */
                ports?: (string[]|null);

                /** VerdictChange allowed */
                allowed?: (boolean|null);

                /** VerdictChange pairs */
                pairs?: (number|null);

                /** VerdictChange example_from */
                example_from?: (string|null);

                /** VerdictChange example_to */
                example_to?: (string|null);

                /** VerdictChange because_before */
                because_before?: (string|null);

                /** VerdictChange because_after */
                because_after?: (string|null);

                /** VerdictChange step_before */
                step_before?: (manul.v1.Step.$Properties|null);

                /** VerdictChange step_after */
                step_after?: (manul.v1.Step.$Properties|null);

                /** VerdictChange host_traffic */
                host_traffic?: (string|null);

                /** VerdictChange ip_version */
                ip_version?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VerdictChange. */
            type $Shape = manul.v1.VerdictChange.$Properties;
        }

        /**
         * Properties of an IsolationChange.
         * @deprecated Use manul.v1.IsolationChange.$Properties instead.
         */
        interface IIsolationChange extends manul.v1.IsolationChange.$Properties {
        }

        /** Represents an IsolationChange. */
        class IsolationChange {

            /**
             * Constructs a new IsolationChange.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.IsolationChange.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** IsolationChange workload. */
            workload?: (manul.v1.WorkloadRef.$Properties|null);

            /** IsolationChange direction. */
            direction: string;

            /** IsolationChange isolated. */
            isolated: boolean;

            /** IsolationChange pods. */
            pods: number;

            /** IsolationChange example_pod. */
            example_pod: string;

            /**
             * Creates a new IsolationChange instance using the specified properties.
             * @param [properties] Properties to set
             * @returns IsolationChange instance
             */
            static create(properties: manul.v1.IsolationChange.$Shape): manul.v1.IsolationChange & manul.v1.IsolationChange.$Shape;
            static create(properties?: manul.v1.IsolationChange.$Properties): manul.v1.IsolationChange;

            /**
             * Encodes the specified IsolationChange message. Does not implicitly {@link manul.v1.IsolationChange.verify|verify} messages.
             * @param message IsolationChange message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.IsolationChange.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an IsolationChange message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.IsolationChange & manul.v1.IsolationChange.$Shape} IsolationChange
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.IsolationChange & manul.v1.IsolationChange.$Shape;

            /**
             * Creates an IsolationChange message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns IsolationChange
             */
            static fromObject(object: { [k: string]: any }): manul.v1.IsolationChange;

            /**
             * Creates a plain object from an IsolationChange message. Also converts values to other types if specified.
             * @param message IsolationChange
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.IsolationChange, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this IsolationChange to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace IsolationChange {

            /** Properties of an IsolationChange. */
            interface $Properties {

                /** IsolationChange workload */
                workload?: (manul.v1.WorkloadRef.$Properties|null);

                /** IsolationChange direction */
                direction?: (string|null);

                /** IsolationChange isolated */
                isolated?: (boolean|null);

                /** IsolationChange pods */
                pods?: (number|null);

                /** IsolationChange example_pod */
                example_pod?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an IsolationChange. */
            type $Shape = manul.v1.IsolationChange.$Properties;
        }

        /**
         * Properties of a RuleCount.
         * @deprecated Use manul.v1.RuleCount.$Properties instead.
         */
        interface IRuleCount extends manul.v1.RuleCount.$Properties {
        }

        /** Represents a RuleCount. */
        class RuleCount {

            /**
             * Constructs a new RuleCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.RuleCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RuleCount policy. */
            policy: string;

            /** RuleCount nodes_before. */
            nodes_before: number;

            /** RuleCount nodes_after. */
            nodes_after: number;

            /** RuleCount rules_before. */
            rules_before: number;

            /** RuleCount rules_after. */
            rules_after: number;

            /**
             * Creates a new RuleCount instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RuleCount instance
             */
            static create(properties: manul.v1.RuleCount.$Shape): manul.v1.RuleCount & manul.v1.RuleCount.$Shape;
            static create(properties?: manul.v1.RuleCount.$Properties): manul.v1.RuleCount;

            /**
             * Encodes the specified RuleCount message. Does not implicitly {@link manul.v1.RuleCount.verify|verify} messages.
             * @param message RuleCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.RuleCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RuleCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.RuleCount & manul.v1.RuleCount.$Shape} RuleCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.RuleCount & manul.v1.RuleCount.$Shape;

            /**
             * Creates a RuleCount message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RuleCount
             */
            static fromObject(object: { [k: string]: any }): manul.v1.RuleCount;

            /**
             * Creates a plain object from a RuleCount message. Also converts values to other types if specified.
             * @param message RuleCount
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.RuleCount, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RuleCount to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RuleCount {

            /** Properties of a RuleCount. */
            interface $Properties {

                /** RuleCount policy */
                policy?: (string|null);

                /** RuleCount nodes_before */
                nodes_before?: (number|null);

                /** RuleCount nodes_after */
                nodes_after?: (number|null);

                /** RuleCount rules_before */
                rules_before?: (number|null);

                /** RuleCount rules_after */
                rules_after?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RuleCount. */
            type $Shape = manul.v1.RuleCount.$Properties;
        }

        /**
         * Properties of a ListPoliciesRequest.
         * @deprecated Use manul.v1.ListPoliciesRequest.$Properties instead.
         */
        interface IListPoliciesRequest extends manul.v1.ListPoliciesRequest.$Properties {
        }

        /** Represents a ListPoliciesRequest. */
        class ListPoliciesRequest {

            /**
             * Constructs a new ListPoliciesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ListPoliciesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListPoliciesRequest namespace. */
            namespace: string;

            /** ListPoliciesRequest search. */
            search: string;

            /** ListPoliciesRequest page_size. */
            page_size: number;

            /** ListPoliciesRequest page_token. */
            page_token: string;

            /**
             * Creates a new ListPoliciesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListPoliciesRequest instance
             */
            static create(properties: manul.v1.ListPoliciesRequest.$Shape): manul.v1.ListPoliciesRequest & manul.v1.ListPoliciesRequest.$Shape;
            static create(properties?: manul.v1.ListPoliciesRequest.$Properties): manul.v1.ListPoliciesRequest;

            /**
             * Encodes the specified ListPoliciesRequest message. Does not implicitly {@link manul.v1.ListPoliciesRequest.verify|verify} messages.
             * @param message ListPoliciesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ListPoliciesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPoliciesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ListPoliciesRequest & manul.v1.ListPoliciesRequest.$Shape} ListPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ListPoliciesRequest & manul.v1.ListPoliciesRequest.$Shape;

            /**
             * Creates a ListPoliciesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListPoliciesRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ListPoliciesRequest;

            /**
             * Creates a plain object from a ListPoliciesRequest message. Also converts values to other types if specified.
             * @param message ListPoliciesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ListPoliciesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListPoliciesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListPoliciesRequest {

            /** Properties of a ListPoliciesRequest. */
            interface $Properties {

                /** ListPoliciesRequest namespace */
                namespace?: (string|null);

                /** ListPoliciesRequest search */
                search?: (string|null);

                /** ListPoliciesRequest page_size */
                page_size?: (number|null);

                /** ListPoliciesRequest page_token */
                page_token?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPoliciesRequest. */
            type $Shape = manul.v1.ListPoliciesRequest.$Properties;
        }

        /**
         * Properties of a PolicyList.
         * @deprecated Use manul.v1.PolicyList.$Properties instead.
         */
        interface IPolicyList extends manul.v1.PolicyList.$Properties {
        }

        /** Represents a PolicyList. */
        class PolicyList {

            /**
             * Constructs a new PolicyList.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PolicyList.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyList policies. */
            policies: manul.v1.PolicySummary.$Properties[];

            /** PolicyList next_page_token. */
            next_page_token: string;

            /** PolicyList total. */
            total: number;

            /** PolicyList position. */
            position?: (manul.v1.Position.$Properties|null);

            /**
             * Creates a new PolicyList instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyList instance
             */
            static create(properties: manul.v1.PolicyList.$Shape): manul.v1.PolicyList & manul.v1.PolicyList.$Shape;
            static create(properties?: manul.v1.PolicyList.$Properties): manul.v1.PolicyList;

            /**
             * Encodes the specified PolicyList message. Does not implicitly {@link manul.v1.PolicyList.verify|verify} messages.
             * @param message PolicyList message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PolicyList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyList message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PolicyList & manul.v1.PolicyList.$Shape} PolicyList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PolicyList & manul.v1.PolicyList.$Shape;

            /**
             * Creates a PolicyList message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PolicyList
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PolicyList;

            /**
             * Creates a plain object from a PolicyList message. Also converts values to other types if specified.
             * @param message PolicyList
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PolicyList, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PolicyList to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PolicyList {

            /** Properties of a PolicyList. */
            interface $Properties {

                /** PolicyList policies */
                policies?: (manul.v1.PolicySummary.$Properties[]|null);

                /** PolicyList next_page_token */
                next_page_token?: (string|null);

                /** PolicyList total */
                total?: (number|null);

                /** PolicyList position */
                position?: (manul.v1.Position.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyList. */
            type $Shape = manul.v1.PolicyList.$Properties;
        }

        /**
         * Properties of a PolicySummary.
         * @deprecated Use manul.v1.PolicySummary.$Properties instead.
         */
        interface IPolicySummary extends manul.v1.PolicySummary.$Properties {
        }

        /** Represents a PolicySummary. */
        class PolicySummary {

            /**
             * Constructs a new PolicySummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PolicySummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicySummary id. */
            id: string;

            /** PolicySummary kind. */
            kind: string;

            /** PolicySummary namespace. */
            namespace: string;

            /** PolicySummary name. */
            name: string;

            /** PolicySummary tier. */
            tier: string;

            /** PolicySummary order. */
            order?: (number|null);

            /** PolicySummary selector. */
            selector: string;

            /** PolicySummary ingress. */
            ingress: boolean;

            /** PolicySummary egress. */
            egress: boolean;

            /** PolicySummary staged. */
            staged: boolean;

            /** PolicySummary ingress_rules. */
            ingress_rules: number;

            /** PolicySummary egress_rules. */
            egress_rules: number;

            /** PolicySummary pods. */
            pods: number;

            /** PolicySummary origin. */
            origin?: (manul.v1.Origin.$Properties|null);

            /**
             * Creates a new PolicySummary instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicySummary instance
             */
            static create(properties: manul.v1.PolicySummary.$Shape): manul.v1.PolicySummary & manul.v1.PolicySummary.$Shape;
            static create(properties?: manul.v1.PolicySummary.$Properties): manul.v1.PolicySummary;

            /**
             * Encodes the specified PolicySummary message. Does not implicitly {@link manul.v1.PolicySummary.verify|verify} messages.
             * @param message PolicySummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PolicySummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicySummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PolicySummary & manul.v1.PolicySummary.$Shape} PolicySummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PolicySummary & manul.v1.PolicySummary.$Shape;

            /**
             * Creates a PolicySummary message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PolicySummary
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PolicySummary;

            /**
             * Creates a plain object from a PolicySummary message. Also converts values to other types if specified.
             * @param message PolicySummary
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PolicySummary, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PolicySummary to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PolicySummary {

            /** Properties of a PolicySummary. */
            interface $Properties {

                /** PolicySummary id */
                id?: (string|null);

                /** PolicySummary kind */
                kind?: (string|null);

                /** PolicySummary namespace */
                namespace?: (string|null);

                /** PolicySummary name */
                name?: (string|null);

                /** PolicySummary tier */
                tier?: (string|null);

                /** PolicySummary order */
                order?: (number|null);

                /** PolicySummary selector */
                selector?: (string|null);

                /** PolicySummary ingress */
                ingress?: (boolean|null);

                /** PolicySummary egress */
                egress?: (boolean|null);

                /** PolicySummary staged */
                staged?: (boolean|null);

                /** PolicySummary ingress_rules */
                ingress_rules?: (number|null);

                /** PolicySummary egress_rules */
                egress_rules?: (number|null);

                /** PolicySummary pods */
                pods?: (number|null);

                /** PolicySummary origin */
                origin?: (manul.v1.Origin.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicySummary. */
            type $Shape = manul.v1.PolicySummary.$Properties;
        }

        /**
         * Properties of a PolicyRequest.
         * @deprecated Use manul.v1.PolicyRequest.$Properties instead.
         */
        interface IPolicyRequest extends manul.v1.PolicyRequest.$Properties {
        }

        /** Represents a PolicyRequest. */
        class PolicyRequest {

            /**
             * Constructs a new PolicyRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PolicyRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyRequest id. */
            id: string;

            /**
             * Creates a new PolicyRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyRequest instance
             */
            static create(properties: manul.v1.PolicyRequest.$Shape): manul.v1.PolicyRequest & manul.v1.PolicyRequest.$Shape;
            static create(properties?: manul.v1.PolicyRequest.$Properties): manul.v1.PolicyRequest;

            /**
             * Encodes the specified PolicyRequest message. Does not implicitly {@link manul.v1.PolicyRequest.verify|verify} messages.
             * @param message PolicyRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PolicyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PolicyRequest & manul.v1.PolicyRequest.$Shape} PolicyRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PolicyRequest & manul.v1.PolicyRequest.$Shape;

            /**
             * Creates a PolicyRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PolicyRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PolicyRequest;

            /**
             * Creates a plain object from a PolicyRequest message. Also converts values to other types if specified.
             * @param message PolicyRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PolicyRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PolicyRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PolicyRequest {

            /** Properties of a PolicyRequest. */
            interface $Properties {

                /** PolicyRequest id */
                id?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyRequest. */
            type $Shape = manul.v1.PolicyRequest.$Properties;
        }

        /**
         * Properties of a PolicyDetail.
         * @deprecated Use manul.v1.PolicyDetail.$Properties instead.
         */
        interface IPolicyDetail extends manul.v1.PolicyDetail.$Properties {
        }

        /** Represents a PolicyDetail. */
        class PolicyDetail {

            /**
             * Constructs a new PolicyDetail.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PolicyDetail.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyDetail policy. */
            policy?: (manul.v1.PolicySummary.$Properties|null);

            /** PolicyDetail selected. */
            selected: manul.v1.WorkloadSummary.$Properties[];

            /** PolicyDetail more_selected. */
            more_selected: boolean;

            /** PolicyDetail rules. */
            rules: manul.v1.RuleSummary.$Properties[];

            /** PolicyDetail nodes. */
            nodes: number;

            /** PolicyDetail nodes_enforcing. */
            nodes_enforcing: number;

            /** PolicyDetail errors. */
            errors: manul.v1.NodeError.$Properties[];

            /** PolicyDetail nodes_not_enforcing. */
            nodes_not_enforcing: string[];

            /** PolicyDetail position. */
            position?: (manul.v1.Position.$Properties|null);

            /**
             * Creates a new PolicyDetail instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PolicyDetail instance
             */
            static create(properties: manul.v1.PolicyDetail.$Shape): manul.v1.PolicyDetail & manul.v1.PolicyDetail.$Shape;
            static create(properties?: manul.v1.PolicyDetail.$Properties): manul.v1.PolicyDetail;

            /**
             * Encodes the specified PolicyDetail message. Does not implicitly {@link manul.v1.PolicyDetail.verify|verify} messages.
             * @param message PolicyDetail message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PolicyDetail.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyDetail message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PolicyDetail & manul.v1.PolicyDetail.$Shape} PolicyDetail
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PolicyDetail & manul.v1.PolicyDetail.$Shape;

            /**
             * Creates a PolicyDetail message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PolicyDetail
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PolicyDetail;

            /**
             * Creates a plain object from a PolicyDetail message. Also converts values to other types if specified.
             * @param message PolicyDetail
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PolicyDetail, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PolicyDetail to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PolicyDetail {

            /** Properties of a PolicyDetail. */
            interface $Properties {

                /** PolicyDetail policy */
                policy?: (manul.v1.PolicySummary.$Properties|null);

                /** PolicyDetail selected */
                selected?: (manul.v1.WorkloadSummary.$Properties[]|null);

                /** PolicyDetail more_selected */
                more_selected?: (boolean|null);

                /** PolicyDetail rules */
                rules?: (manul.v1.RuleSummary.$Properties[]|null);

                /** PolicyDetail nodes */
                nodes?: (number|null);

                /** PolicyDetail nodes_enforcing */
                nodes_enforcing?: (number|null);

                /** PolicyDetail errors */
                errors?: (manul.v1.NodeError.$Properties[]|null);

                /** PolicyDetail nodes_not_enforcing */
                nodes_not_enforcing?: (string[]|null);

                /** PolicyDetail position */
                position?: (manul.v1.Position.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyDetail. */
            type $Shape = {
              policy?: manul.v1.PolicySummary.$Shape|null;
              selected?: manul.v1.WorkloadSummary.$Shape[]|null;
              more_selected?: boolean|null;
              rules?: manul.v1.RuleSummary.$Shape[]|null;
              nodes?: number|null;
              nodes_enforcing?: number|null;
              errors?: manul.v1.NodeError.$Shape[]|null;
              nodes_not_enforcing?: string[]|null;
              position?: manul.v1.Position.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a RuleSummary.
         * @deprecated Use manul.v1.RuleSummary.$Properties instead.
         */
        interface IRuleSummary extends manul.v1.RuleSummary.$Properties {
        }

        /** Represents a RuleSummary. */
        class RuleSummary {

            /**
             * Constructs a new RuleSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.RuleSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RuleSummary direction. */
            direction: string;

            /** RuleSummary index. */
            index: number;

            /** RuleSummary action. */
            action: string;

            /** RuleSummary field_path. */
            field_path: string;

            /** RuleSummary text. */
            text: string;

            /** RuleSummary rule. */
            rule?: (felix.Rule.$Properties|null);

            /**
             * Creates a new RuleSummary instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RuleSummary instance
             */
            static create(properties: manul.v1.RuleSummary.$Shape): manul.v1.RuleSummary & manul.v1.RuleSummary.$Shape;
            static create(properties?: manul.v1.RuleSummary.$Properties): manul.v1.RuleSummary;

            /**
             * Encodes the specified RuleSummary message. Does not implicitly {@link manul.v1.RuleSummary.verify|verify} messages.
             * @param message RuleSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.RuleSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RuleSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.RuleSummary & manul.v1.RuleSummary.$Shape} RuleSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.RuleSummary & manul.v1.RuleSummary.$Shape;

            /**
             * Creates a RuleSummary message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RuleSummary
             */
            static fromObject(object: { [k: string]: any }): manul.v1.RuleSummary;

            /**
             * Creates a plain object from a RuleSummary message. Also converts values to other types if specified.
             * @param message RuleSummary
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.RuleSummary, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RuleSummary to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RuleSummary {

            /** Properties of a RuleSummary. */
            interface $Properties {

                /** RuleSummary direction */
                direction?: (string|null);

                /** RuleSummary index */
                index?: (number|null);

                /** RuleSummary action */
                action?: (string|null);

                /** RuleSummary field_path */
                field_path?: (string|null);

                /** RuleSummary text */
                text?: (string|null);

                /** RuleSummary rule */
                rule?: (felix.Rule.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RuleSummary. */
            type $Shape = {
              direction?: string|null;
              index?: number|null;
              action?: string|null;
              field_path?: string|null;
              text?: string|null;
              rule?: felix.Rule.$Shape|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ListNamespacesRequest.
         * @deprecated Use manul.v1.ListNamespacesRequest.$Properties instead.
         */
        interface IListNamespacesRequest extends manul.v1.ListNamespacesRequest.$Properties {
        }

        /** Represents a ListNamespacesRequest. */
        class ListNamespacesRequest {

            /**
             * Constructs a new ListNamespacesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ListNamespacesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListNamespacesRequest search. */
            search: string;

            /** ListNamespacesRequest page_size. */
            page_size: number;

            /** ListNamespacesRequest page_token. */
            page_token: string;

            /**
             * Creates a new ListNamespacesRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListNamespacesRequest instance
             */
            static create(properties: manul.v1.ListNamespacesRequest.$Shape): manul.v1.ListNamespacesRequest & manul.v1.ListNamespacesRequest.$Shape;
            static create(properties?: manul.v1.ListNamespacesRequest.$Properties): manul.v1.ListNamespacesRequest;

            /**
             * Encodes the specified ListNamespacesRequest message. Does not implicitly {@link manul.v1.ListNamespacesRequest.verify|verify} messages.
             * @param message ListNamespacesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ListNamespacesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListNamespacesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ListNamespacesRequest & manul.v1.ListNamespacesRequest.$Shape} ListNamespacesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ListNamespacesRequest & manul.v1.ListNamespacesRequest.$Shape;

            /**
             * Creates a ListNamespacesRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListNamespacesRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ListNamespacesRequest;

            /**
             * Creates a plain object from a ListNamespacesRequest message. Also converts values to other types if specified.
             * @param message ListNamespacesRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ListNamespacesRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListNamespacesRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListNamespacesRequest {

            /** Properties of a ListNamespacesRequest. */
            interface $Properties {

                /** ListNamespacesRequest search */
                search?: (string|null);

                /** ListNamespacesRequest page_size */
                page_size?: (number|null);

                /** ListNamespacesRequest page_token */
                page_token?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListNamespacesRequest. */
            type $Shape = manul.v1.ListNamespacesRequest.$Properties;
        }

        /**
         * Properties of a NamespaceList.
         * @deprecated Use manul.v1.NamespaceList.$Properties instead.
         */
        interface INamespaceList extends manul.v1.NamespaceList.$Properties {
        }

        /** Represents a NamespaceList. */
        class NamespaceList {

            /**
             * Constructs a new NamespaceList.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NamespaceList.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NamespaceList namespaces. */
            namespaces: manul.v1.NamespaceSummary.$Properties[];

            /** NamespaceList next_page_token. */
            next_page_token: string;

            /** NamespaceList total. */
            total: number;

            /** NamespaceList position. */
            position?: (manul.v1.Position.$Properties|null);

            /**
             * Creates a new NamespaceList instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NamespaceList instance
             */
            static create(properties: manul.v1.NamespaceList.$Shape): manul.v1.NamespaceList & manul.v1.NamespaceList.$Shape;
            static create(properties?: manul.v1.NamespaceList.$Properties): manul.v1.NamespaceList;

            /**
             * Encodes the specified NamespaceList message. Does not implicitly {@link manul.v1.NamespaceList.verify|verify} messages.
             * @param message NamespaceList message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NamespaceList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NamespaceList message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NamespaceList & manul.v1.NamespaceList.$Shape} NamespaceList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NamespaceList & manul.v1.NamespaceList.$Shape;

            /**
             * Creates a NamespaceList message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NamespaceList
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NamespaceList;

            /**
             * Creates a plain object from a NamespaceList message. Also converts values to other types if specified.
             * @param message NamespaceList
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NamespaceList, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NamespaceList to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NamespaceList {

            /** Properties of a NamespaceList. */
            interface $Properties {

                /** NamespaceList namespaces */
                namespaces?: (manul.v1.NamespaceSummary.$Properties[]|null);

                /** NamespaceList next_page_token */
                next_page_token?: (string|null);

                /** NamespaceList total */
                total?: (number|null);

                /** NamespaceList position */
                position?: (manul.v1.Position.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NamespaceList. */
            type $Shape = manul.v1.NamespaceList.$Properties;
        }

        /**
         * Properties of a NamespaceSummary.
         * @deprecated Use manul.v1.NamespaceSummary.$Properties instead.
         */
        interface INamespaceSummary extends manul.v1.NamespaceSummary.$Properties {
        }

        /** Represents a NamespaceSummary. */
        class NamespaceSummary {

            /**
             * Constructs a new NamespaceSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.NamespaceSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NamespaceSummary name. */
            name: string;

            /** NamespaceSummary pods. */
            pods: number;

            /** NamespaceSummary workloads. */
            workloads: number;

            /** NamespaceSummary policies. */
            policies: number;

            /** NamespaceSummary ingress_isolated. */
            ingress_isolated: number;

            /** NamespaceSummary egress_isolated. */
            egress_isolated: number;

            /**
             * Creates a new NamespaceSummary instance using the specified properties.
             * @param [properties] Properties to set
             * @returns NamespaceSummary instance
             */
            static create(properties: manul.v1.NamespaceSummary.$Shape): manul.v1.NamespaceSummary & manul.v1.NamespaceSummary.$Shape;
            static create(properties?: manul.v1.NamespaceSummary.$Properties): manul.v1.NamespaceSummary;

            /**
             * Encodes the specified NamespaceSummary message. Does not implicitly {@link manul.v1.NamespaceSummary.verify|verify} messages.
             * @param message NamespaceSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.NamespaceSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NamespaceSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.NamespaceSummary & manul.v1.NamespaceSummary.$Shape} NamespaceSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.NamespaceSummary & manul.v1.NamespaceSummary.$Shape;

            /**
             * Creates a NamespaceSummary message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns NamespaceSummary
             */
            static fromObject(object: { [k: string]: any }): manul.v1.NamespaceSummary;

            /**
             * Creates a plain object from a NamespaceSummary message. Also converts values to other types if specified.
             * @param message NamespaceSummary
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.NamespaceSummary, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this NamespaceSummary to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace NamespaceSummary {

            /** Properties of a NamespaceSummary. */
            interface $Properties {

                /** NamespaceSummary name */
                name?: (string|null);

                /** NamespaceSummary pods */
                pods?: (number|null);

                /** NamespaceSummary workloads */
                workloads?: (number|null);

                /** NamespaceSummary policies */
                policies?: (number|null);

                /** NamespaceSummary ingress_isolated */
                ingress_isolated?: (number|null);

                /** NamespaceSummary egress_isolated */
                egress_isolated?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NamespaceSummary. */
            type $Shape = manul.v1.NamespaceSummary.$Properties;
        }

        /**
         * Properties of a ListWorkloadsRequest.
         * @deprecated Use manul.v1.ListWorkloadsRequest.$Properties instead.
         */
        interface IListWorkloadsRequest extends manul.v1.ListWorkloadsRequest.$Properties {
        }

        /** Represents a ListWorkloadsRequest. */
        class ListWorkloadsRequest {

            /**
             * Constructs a new ListWorkloadsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ListWorkloadsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListWorkloadsRequest namespace. */
            namespace: string;

            /** ListWorkloadsRequest search. */
            search: string;

            /** ListWorkloadsRequest page_size. */
            page_size: number;

            /** ListWorkloadsRequest page_token. */
            page_token: string;

            /**
             * Creates a new ListWorkloadsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListWorkloadsRequest instance
             */
            static create(properties: manul.v1.ListWorkloadsRequest.$Shape): manul.v1.ListWorkloadsRequest & manul.v1.ListWorkloadsRequest.$Shape;
            static create(properties?: manul.v1.ListWorkloadsRequest.$Properties): manul.v1.ListWorkloadsRequest;

            /**
             * Encodes the specified ListWorkloadsRequest message. Does not implicitly {@link manul.v1.ListWorkloadsRequest.verify|verify} messages.
             * @param message ListWorkloadsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ListWorkloadsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListWorkloadsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ListWorkloadsRequest & manul.v1.ListWorkloadsRequest.$Shape} ListWorkloadsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ListWorkloadsRequest & manul.v1.ListWorkloadsRequest.$Shape;

            /**
             * Creates a ListWorkloadsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListWorkloadsRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ListWorkloadsRequest;

            /**
             * Creates a plain object from a ListWorkloadsRequest message. Also converts values to other types if specified.
             * @param message ListWorkloadsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ListWorkloadsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListWorkloadsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListWorkloadsRequest {

            /** Properties of a ListWorkloadsRequest. */
            interface $Properties {

                /** ListWorkloadsRequest namespace */
                namespace?: (string|null);

                /** ListWorkloadsRequest search */
                search?: (string|null);

                /** ListWorkloadsRequest page_size */
                page_size?: (number|null);

                /** ListWorkloadsRequest page_token */
                page_token?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListWorkloadsRequest. */
            type $Shape = manul.v1.ListWorkloadsRequest.$Properties;
        }

        /**
         * Properties of a WorkloadList.
         * @deprecated Use manul.v1.WorkloadList.$Properties instead.
         */
        interface IWorkloadList extends manul.v1.WorkloadList.$Properties {
        }

        /** Represents a WorkloadList. */
        class WorkloadList {

            /**
             * Constructs a new WorkloadList.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.WorkloadList.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WorkloadList workloads. */
            workloads: manul.v1.WorkloadSummary.$Properties[];

            /** WorkloadList next_page_token. */
            next_page_token: string;

            /** WorkloadList total. */
            total: number;

            /** WorkloadList position. */
            position?: (manul.v1.Position.$Properties|null);

            /**
             * Creates a new WorkloadList instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WorkloadList instance
             */
            static create(properties: manul.v1.WorkloadList.$Shape): manul.v1.WorkloadList & manul.v1.WorkloadList.$Shape;
            static create(properties?: manul.v1.WorkloadList.$Properties): manul.v1.WorkloadList;

            /**
             * Encodes the specified WorkloadList message. Does not implicitly {@link manul.v1.WorkloadList.verify|verify} messages.
             * @param message WorkloadList message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.WorkloadList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WorkloadList message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.WorkloadList & manul.v1.WorkloadList.$Shape} WorkloadList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.WorkloadList & manul.v1.WorkloadList.$Shape;

            /**
             * Creates a WorkloadList message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WorkloadList
             */
            static fromObject(object: { [k: string]: any }): manul.v1.WorkloadList;

            /**
             * Creates a plain object from a WorkloadList message. Also converts values to other types if specified.
             * @param message WorkloadList
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.WorkloadList, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WorkloadList to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WorkloadList {

            /** Properties of a WorkloadList. */
            interface $Properties {

                /** WorkloadList workloads */
                workloads?: (manul.v1.WorkloadSummary.$Properties[]|null);

                /** WorkloadList next_page_token */
                next_page_token?: (string|null);

                /** WorkloadList total */
                total?: (number|null);

                /** WorkloadList position */
                position?: (manul.v1.Position.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WorkloadList. */
            type $Shape = manul.v1.WorkloadList.$Properties;
        }

        /**
         * Properties of a WorkloadSummary.
         * @deprecated Use manul.v1.WorkloadSummary.$Properties instead.
         */
        interface IWorkloadSummary extends manul.v1.WorkloadSummary.$Properties {
        }

        /** Represents a WorkloadSummary. */
        class WorkloadSummary {

            /**
             * Constructs a new WorkloadSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.WorkloadSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WorkloadSummary workload. */
            workload?: (manul.v1.WorkloadRef.$Properties|null);

            /** WorkloadSummary pods. */
            pods: number;

            /** WorkloadSummary example_pod. */
            example_pod: string;

            /** WorkloadSummary labels. */
            labels: { [k: string]: string };

            /** WorkloadSummary ingress_isolated. */
            ingress_isolated: boolean;

            /** WorkloadSummary egress_isolated. */
            egress_isolated: boolean;

            /** WorkloadSummary policies. */
            policies: string[];

            /**
             * Creates a new WorkloadSummary instance using the specified properties.
             * @param [properties] Properties to set
             * @returns WorkloadSummary instance
             */
            static create(properties: manul.v1.WorkloadSummary.$Shape): manul.v1.WorkloadSummary & manul.v1.WorkloadSummary.$Shape;
            static create(properties?: manul.v1.WorkloadSummary.$Properties): manul.v1.WorkloadSummary;

            /**
             * Encodes the specified WorkloadSummary message. Does not implicitly {@link manul.v1.WorkloadSummary.verify|verify} messages.
             * @param message WorkloadSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.WorkloadSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WorkloadSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.WorkloadSummary & manul.v1.WorkloadSummary.$Shape} WorkloadSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.WorkloadSummary & manul.v1.WorkloadSummary.$Shape;

            /**
             * Creates a WorkloadSummary message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns WorkloadSummary
             */
            static fromObject(object: { [k: string]: any }): manul.v1.WorkloadSummary;

            /**
             * Creates a plain object from a WorkloadSummary message. Also converts values to other types if specified.
             * @param message WorkloadSummary
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.WorkloadSummary, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this WorkloadSummary to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace WorkloadSummary {

            /** Properties of a WorkloadSummary. */
            interface $Properties {

                /** WorkloadSummary workload */
                workload?: (manul.v1.WorkloadRef.$Properties|null);

                /** WorkloadSummary pods */
                pods?: (number|null);

                /** WorkloadSummary example_pod */
                example_pod?: (string|null);

                /** WorkloadSummary labels */
                labels?: ({ [k: string]: string }|null);

                /** WorkloadSummary ingress_isolated */
                ingress_isolated?: (boolean|null);

                /** WorkloadSummary egress_isolated */
                egress_isolated?: (boolean|null);

                /** WorkloadSummary policies */
                policies?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WorkloadSummary. */
            type $Shape = manul.v1.WorkloadSummary.$Properties;
        }

        /**
         * Properties of a ListPodsRequest.
         * @deprecated Use manul.v1.ListPodsRequest.$Properties instead.
         */
        interface IListPodsRequest extends manul.v1.ListPodsRequest.$Properties {
        }

        /** Represents a ListPodsRequest. */
        class ListPodsRequest {

            /**
             * Constructs a new ListPodsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ListPodsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListPodsRequest namespace. */
            namespace: string;

            /** ListPodsRequest search. */
            search: string;

            /** ListPodsRequest page_size. */
            page_size: number;

            /** ListPodsRequest page_token. */
            page_token: string;

            /** ListPodsRequest workload. */
            workload: string;

            /**
             * Creates a new ListPodsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListPodsRequest instance
             */
            static create(properties: manul.v1.ListPodsRequest.$Shape): manul.v1.ListPodsRequest & manul.v1.ListPodsRequest.$Shape;
            static create(properties?: manul.v1.ListPodsRequest.$Properties): manul.v1.ListPodsRequest;

            /**
             * Encodes the specified ListPodsRequest message. Does not implicitly {@link manul.v1.ListPodsRequest.verify|verify} messages.
             * @param message ListPodsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ListPodsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPodsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ListPodsRequest & manul.v1.ListPodsRequest.$Shape} ListPodsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ListPodsRequest & manul.v1.ListPodsRequest.$Shape;

            /**
             * Creates a ListPodsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListPodsRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ListPodsRequest;

            /**
             * Creates a plain object from a ListPodsRequest message. Also converts values to other types if specified.
             * @param message ListPodsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ListPodsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListPodsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListPodsRequest {

            /** Properties of a ListPodsRequest. */
            interface $Properties {

                /** ListPodsRequest namespace */
                namespace?: (string|null);

                /** ListPodsRequest search */
                search?: (string|null);

                /** ListPodsRequest page_size */
                page_size?: (number|null);

                /** ListPodsRequest page_token */
                page_token?: (string|null);

                /** ListPodsRequest workload */
                workload?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPodsRequest. */
            type $Shape = manul.v1.ListPodsRequest.$Properties;
        }

        /**
         * Properties of a PodList.
         * @deprecated Use manul.v1.PodList.$Properties instead.
         */
        interface IPodList extends manul.v1.PodList.$Properties {
        }

        /** Represents a PodList. */
        class PodList {

            /**
             * Constructs a new PodList.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PodList.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PodList pods. */
            pods: manul.v1.PodSummary.$Properties[];

            /** PodList next_page_token. */
            next_page_token: string;

            /** PodList total. */
            total: number;

            /** PodList position. */
            position?: (manul.v1.Position.$Properties|null);

            /**
             * Creates a new PodList instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PodList instance
             */
            static create(properties: manul.v1.PodList.$Shape): manul.v1.PodList & manul.v1.PodList.$Shape;
            static create(properties?: manul.v1.PodList.$Properties): manul.v1.PodList;

            /**
             * Encodes the specified PodList message. Does not implicitly {@link manul.v1.PodList.verify|verify} messages.
             * @param message PodList message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PodList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PodList message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PodList & manul.v1.PodList.$Shape} PodList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PodList & manul.v1.PodList.$Shape;

            /**
             * Creates a PodList message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PodList
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PodList;

            /**
             * Creates a plain object from a PodList message. Also converts values to other types if specified.
             * @param message PodList
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PodList, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PodList to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PodList {

            /** Properties of a PodList. */
            interface $Properties {

                /** PodList pods */
                pods?: (manul.v1.PodSummary.$Properties[]|null);

                /** PodList next_page_token */
                next_page_token?: (string|null);

                /** PodList total */
                total?: (number|null);

                /** PodList position */
                position?: (manul.v1.Position.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PodList. */
            type $Shape = manul.v1.PodList.$Properties;
        }

        /**
         * Properties of a PodSummary.
         * @deprecated Use manul.v1.PodSummary.$Properties instead.
         */
        interface IPodSummary extends manul.v1.PodSummary.$Properties {
        }

        /** Represents a PodSummary. */
        class PodSummary {

            /**
             * Constructs a new PodSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.PodSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PodSummary namespace. */
            namespace: string;

            /** PodSummary name. */
            name: string;

            /** PodSummary node. */
            node: string;

            /** PodSummary addresses. */
            addresses: string[];

            /** PodSummary workload. */
            workload?: (manul.v1.WorkloadRef.$Properties|null);

            /** PodSummary labels. */
            labels: { [k: string]: string };

            /**
             * Creates a new PodSummary instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PodSummary instance
             */
            static create(properties: manul.v1.PodSummary.$Shape): manul.v1.PodSummary & manul.v1.PodSummary.$Shape;
            static create(properties?: manul.v1.PodSummary.$Properties): manul.v1.PodSummary;

            /**
             * Encodes the specified PodSummary message. Does not implicitly {@link manul.v1.PodSummary.verify|verify} messages.
             * @param message PodSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.PodSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PodSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.PodSummary & manul.v1.PodSummary.$Shape} PodSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.PodSummary & manul.v1.PodSummary.$Shape;

            /**
             * Creates a PodSummary message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns PodSummary
             */
            static fromObject(object: { [k: string]: any }): manul.v1.PodSummary;

            /**
             * Creates a plain object from a PodSummary message. Also converts values to other types if specified.
             * @param message PodSummary
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.PodSummary, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this PodSummary to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace PodSummary {

            /** Properties of a PodSummary. */
            interface $Properties {

                /** PodSummary namespace */
                namespace?: (string|null);

                /** PodSummary name */
                name?: (string|null);

                /** PodSummary node */
                node?: (string|null);

                /** PodSummary addresses */
                addresses?: (string[]|null);

                /** PodSummary workload */
                workload?: (manul.v1.WorkloadRef.$Properties|null);

                /** PodSummary labels */
                labels?: ({ [k: string]: string }|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PodSummary. */
            type $Shape = manul.v1.PodSummary.$Properties;
        }

        /**
         * Properties of a ReachabilityRequest.
         * @deprecated Use manul.v1.ReachabilityRequest.$Properties instead.
         */
        interface IReachabilityRequest extends manul.v1.ReachabilityRequest.$Properties {
        }

        /** Represents a ReachabilityRequest. */
        class ReachabilityRequest {

            /**
             * Constructs a new ReachabilityRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ReachabilityRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReachabilityRequest group. */
            group: manul.v1.ReachabilityRequest.Group;

            /** ReachabilityRequest from. */
            from: string[];

            /** ReachabilityRequest to. */
            to: string[];

            /** ReachabilityRequest ports. */
            ports: string[];

            /** ReachabilityRequest max_groups. */
            max_groups: number;

            /**
             * Creates a new ReachabilityRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReachabilityRequest instance
             */
            static create(properties: manul.v1.ReachabilityRequest.$Shape): manul.v1.ReachabilityRequest & manul.v1.ReachabilityRequest.$Shape;
            static create(properties?: manul.v1.ReachabilityRequest.$Properties): manul.v1.ReachabilityRequest;

            /**
             * Encodes the specified ReachabilityRequest message. Does not implicitly {@link manul.v1.ReachabilityRequest.verify|verify} messages.
             * @param message ReachabilityRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ReachabilityRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReachabilityRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ReachabilityRequest & manul.v1.ReachabilityRequest.$Shape} ReachabilityRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ReachabilityRequest & manul.v1.ReachabilityRequest.$Shape;

            /**
             * Creates a ReachabilityRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReachabilityRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ReachabilityRequest;

            /**
             * Creates a plain object from a ReachabilityRequest message. Also converts values to other types if specified.
             * @param message ReachabilityRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ReachabilityRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReachabilityRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReachabilityRequest {

            /** Properties of a ReachabilityRequest. */
            interface $Properties {

                /** ReachabilityRequest group */
                group?: (manul.v1.ReachabilityRequest.Group|null);

                /** ReachabilityRequest from */
                from?: (string[]|null);

                /** ReachabilityRequest to */
                to?: (string[]|null);

                /** ReachabilityRequest ports */
                ports?: (string[]|null);

                /** ReachabilityRequest max_groups */
                max_groups?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReachabilityRequest. */
            type $Shape = manul.v1.ReachabilityRequest.$Properties;

            /** Group enum. */
            enum Group {

                /** NAMESPACE value */
                NAMESPACE = 0,

                /** WORKLOAD value */
                WORKLOAD = 1
            }
        }

        /**
         * Properties of a ReachabilityMatrix.
         * @deprecated Use manul.v1.ReachabilityMatrix.$Properties instead.
         */
        interface IReachabilityMatrix extends manul.v1.ReachabilityMatrix.$Properties {
        }

        /** Represents a ReachabilityMatrix. */
        class ReachabilityMatrix {

            /**
             * Constructs a new ReachabilityMatrix.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ReachabilityMatrix.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReachabilityMatrix rows. */
            rows: manul.v1.MatrixGroup.$Properties[];

            /** ReachabilityMatrix columns. */
            columns: manul.v1.MatrixGroup.$Properties[];

            /** ReachabilityMatrix cells. */
            cells: manul.v1.MatrixCell.$Properties[];

            /** ReachabilityMatrix ports. */
            ports: string[];

            /** ReachabilityMatrix more_rows. */
            more_rows: boolean;

            /** ReachabilityMatrix more_columns. */
            more_columns: boolean;

            /** ReachabilityMatrix position. */
            position?: (manul.v1.Position.$Properties|null);

            /** ReachabilityMatrix external_to_columns. */
            external_to_columns: manul.v1.MatrixCell.$Properties[];

            /** ReachabilityMatrix rows_to_external. */
            rows_to_external: manul.v1.MatrixCell.$Properties[];

            /**
             * Creates a new ReachabilityMatrix instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReachabilityMatrix instance
             */
            static create(properties: manul.v1.ReachabilityMatrix.$Shape): manul.v1.ReachabilityMatrix & manul.v1.ReachabilityMatrix.$Shape;
            static create(properties?: manul.v1.ReachabilityMatrix.$Properties): manul.v1.ReachabilityMatrix;

            /**
             * Encodes the specified ReachabilityMatrix message. Does not implicitly {@link manul.v1.ReachabilityMatrix.verify|verify} messages.
             * @param message ReachabilityMatrix message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ReachabilityMatrix.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReachabilityMatrix message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ReachabilityMatrix & manul.v1.ReachabilityMatrix.$Shape} ReachabilityMatrix
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ReachabilityMatrix & manul.v1.ReachabilityMatrix.$Shape;

            /**
             * Creates a ReachabilityMatrix message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ReachabilityMatrix
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ReachabilityMatrix;

            /**
             * Creates a plain object from a ReachabilityMatrix message. Also converts values to other types if specified.
             * @param message ReachabilityMatrix
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ReachabilityMatrix, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ReachabilityMatrix to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ReachabilityMatrix {

            /** Properties of a ReachabilityMatrix. */
            interface $Properties {

                /** ReachabilityMatrix rows */
                rows?: (manul.v1.MatrixGroup.$Properties[]|null);

                /** ReachabilityMatrix columns */
                columns?: (manul.v1.MatrixGroup.$Properties[]|null);

                /** ReachabilityMatrix cells */
                cells?: (manul.v1.MatrixCell.$Properties[]|null);

                /** ReachabilityMatrix ports */
                ports?: (string[]|null);

                /** ReachabilityMatrix more_rows */
                more_rows?: (boolean|null);

                /** ReachabilityMatrix more_columns */
                more_columns?: (boolean|null);

                /** ReachabilityMatrix position */
                position?: (manul.v1.Position.$Properties|null);

                /** ReachabilityMatrix external_to_columns */
                external_to_columns?: (manul.v1.MatrixCell.$Properties[]|null);

                /** ReachabilityMatrix rows_to_external */
                rows_to_external?: (manul.v1.MatrixCell.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReachabilityMatrix. */
            type $Shape = manul.v1.ReachabilityMatrix.$Properties;
        }

        /**
         * Properties of a MatrixGroup.
         * @deprecated Use manul.v1.MatrixGroup.$Properties instead.
         */
        interface IMatrixGroup extends manul.v1.MatrixGroup.$Properties {
        }

        /** Represents a MatrixGroup. */
        class MatrixGroup {

            /**
             * Constructs a new MatrixGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.MatrixGroup.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MatrixGroup namespace. */
            namespace: string;

            /** MatrixGroup workload. */
            workload: string;

            /** MatrixGroup pods. */
            pods: number;

            /** MatrixGroup example_pod. */
            example_pod: string;

            /**
             * Creates a new MatrixGroup instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MatrixGroup instance
             */
            static create(properties: manul.v1.MatrixGroup.$Shape): manul.v1.MatrixGroup & manul.v1.MatrixGroup.$Shape;
            static create(properties?: manul.v1.MatrixGroup.$Properties): manul.v1.MatrixGroup;

            /**
             * Encodes the specified MatrixGroup message. Does not implicitly {@link manul.v1.MatrixGroup.verify|verify} messages.
             * @param message MatrixGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.MatrixGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MatrixGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.MatrixGroup & manul.v1.MatrixGroup.$Shape} MatrixGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.MatrixGroup & manul.v1.MatrixGroup.$Shape;

            /**
             * Creates a MatrixGroup message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MatrixGroup
             */
            static fromObject(object: { [k: string]: any }): manul.v1.MatrixGroup;

            /**
             * Creates a plain object from a MatrixGroup message. Also converts values to other types if specified.
             * @param message MatrixGroup
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.MatrixGroup, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MatrixGroup to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MatrixGroup {

            /** Properties of a MatrixGroup. */
            interface $Properties {

                /** MatrixGroup namespace */
                namespace?: (string|null);

                /** MatrixGroup workload */
                workload?: (string|null);

                /** MatrixGroup pods */
                pods?: (number|null);

                /** MatrixGroup example_pod */
                example_pod?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MatrixGroup. */
            type $Shape = manul.v1.MatrixGroup.$Properties;
        }

        /**
         * Properties of a MatrixCell.
         * @deprecated Use manul.v1.MatrixCell.$Properties instead.
         */
        interface IMatrixCell extends manul.v1.MatrixCell.$Properties {
        }

        /** Represents a MatrixCell. */
        class MatrixCell {

            /**
             * Constructs a new MatrixCell.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.MatrixCell.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MatrixCell pairs. */
            pairs: number;

            /** MatrixCell allowed. */
            allowed: number;

            /** MatrixCell allowed_from. */
            allowed_from: string;

            /** MatrixCell allowed_to. */
            allowed_to: string;

            /** MatrixCell denied_from. */
            denied_from: string;

            /** MatrixCell denied_to. */
            denied_to: string;

            /** MatrixCell one_version. */
            one_version: manul.v1.OneVersion.$Properties[];

            /**
             * Creates a new MatrixCell instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MatrixCell instance
             */
            static create(properties: manul.v1.MatrixCell.$Shape): manul.v1.MatrixCell & manul.v1.MatrixCell.$Shape;
            static create(properties?: manul.v1.MatrixCell.$Properties): manul.v1.MatrixCell;

            /**
             * Encodes the specified MatrixCell message. Does not implicitly {@link manul.v1.MatrixCell.verify|verify} messages.
             * @param message MatrixCell message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.MatrixCell.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MatrixCell message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.MatrixCell & manul.v1.MatrixCell.$Shape} MatrixCell
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.MatrixCell & manul.v1.MatrixCell.$Shape;

            /**
             * Creates a MatrixCell message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns MatrixCell
             */
            static fromObject(object: { [k: string]: any }): manul.v1.MatrixCell;

            /**
             * Creates a plain object from a MatrixCell message. Also converts values to other types if specified.
             * @param message MatrixCell
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.MatrixCell, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this MatrixCell to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace MatrixCell {

            /** Properties of a MatrixCell. */
            interface $Properties {

                /** MatrixCell pairs */
                pairs?: (number|null);

                /** MatrixCell allowed */
                allowed?: (number|null);

                /** MatrixCell allowed_from */
                allowed_from?: (string|null);

                /** MatrixCell allowed_to */
                allowed_to?: (string|null);

                /** MatrixCell denied_from */
                denied_from?: (string|null);

                /** MatrixCell denied_to */
                denied_to?: (string|null);

                /** MatrixCell one_version */
                one_version?: (manul.v1.OneVersion.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MatrixCell. */
            type $Shape = manul.v1.MatrixCell.$Properties;
        }

        /**
         * Properties of a OneVersion.
         * @deprecated Use manul.v1.OneVersion.$Properties instead.
         */
        interface IOneVersion extends manul.v1.OneVersion.$Properties {
        }

        /** Represents a OneVersion. */
        class OneVersion {

            /**
             * Constructs a new OneVersion.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.OneVersion.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OneVersion ip_version. */
            ip_version: number;

            /** OneVersion pairs. */
            pairs: number;

            /** OneVersion from. */
            from: string;

            /** OneVersion to. */
            to: string;

            /**
             * Creates a new OneVersion instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OneVersion instance
             */
            static create(properties: manul.v1.OneVersion.$Shape): manul.v1.OneVersion & manul.v1.OneVersion.$Shape;
            static create(properties?: manul.v1.OneVersion.$Properties): manul.v1.OneVersion;

            /**
             * Encodes the specified OneVersion message. Does not implicitly {@link manul.v1.OneVersion.verify|verify} messages.
             * @param message OneVersion message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.OneVersion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a OneVersion message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.OneVersion & manul.v1.OneVersion.$Shape} OneVersion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.OneVersion & manul.v1.OneVersion.$Shape;

            /**
             * Creates a OneVersion message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns OneVersion
             */
            static fromObject(object: { [k: string]: any }): manul.v1.OneVersion;

            /**
             * Creates a plain object from a OneVersion message. Also converts values to other types if specified.
             * @param message OneVersion
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.OneVersion, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this OneVersion to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace OneVersion {

            /** Properties of a OneVersion. */
            interface $Properties {

                /** OneVersion ip_version */
                ip_version?: (number|null);

                /** OneVersion pairs */
                pairs?: (number|null);

                /** OneVersion from */
                from?: (string|null);

                /** OneVersion to */
                to?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a OneVersion. */
            type $Shape = manul.v1.OneVersion.$Properties;
        }

        /**
         * Properties of a ListRevisionsRequest.
         * @deprecated Use manul.v1.ListRevisionsRequest.$Properties instead.
         */
        interface IListRevisionsRequest extends manul.v1.ListRevisionsRequest.$Properties {
        }

        /** Represents a ListRevisionsRequest. */
        class ListRevisionsRequest {

            /**
             * Constructs a new ListRevisionsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.ListRevisionsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListRevisionsRequest limit. */
            limit: number;

            /** ListRevisionsRequest before_revision. */
            before_revision: number;

            /**
             * Creates a new ListRevisionsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListRevisionsRequest instance
             */
            static create(properties: manul.v1.ListRevisionsRequest.$Shape): manul.v1.ListRevisionsRequest & manul.v1.ListRevisionsRequest.$Shape;
            static create(properties?: manul.v1.ListRevisionsRequest.$Properties): manul.v1.ListRevisionsRequest;

            /**
             * Encodes the specified ListRevisionsRequest message. Does not implicitly {@link manul.v1.ListRevisionsRequest.verify|verify} messages.
             * @param message ListRevisionsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.ListRevisionsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListRevisionsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.ListRevisionsRequest & manul.v1.ListRevisionsRequest.$Shape} ListRevisionsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.ListRevisionsRequest & manul.v1.ListRevisionsRequest.$Shape;

            /**
             * Creates a ListRevisionsRequest message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns ListRevisionsRequest
             */
            static fromObject(object: { [k: string]: any }): manul.v1.ListRevisionsRequest;

            /**
             * Creates a plain object from a ListRevisionsRequest message. Also converts values to other types if specified.
             * @param message ListRevisionsRequest
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.ListRevisionsRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this ListRevisionsRequest to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace ListRevisionsRequest {

            /** Properties of a ListRevisionsRequest. */
            interface $Properties {

                /** ListRevisionsRequest limit */
                limit?: (number|null);

                /** ListRevisionsRequest before_revision */
                before_revision?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListRevisionsRequest. */
            type $Shape = manul.v1.ListRevisionsRequest.$Properties;
        }

        /**
         * Properties of a RevisionList.
         * @deprecated Use manul.v1.RevisionList.$Properties instead.
         */
        interface IRevisionList extends manul.v1.RevisionList.$Properties {
        }

        /** Represents a RevisionList. */
        class RevisionList {

            /**
             * Constructs a new RevisionList.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.RevisionList.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RevisionList revisions. */
            revisions: manul.v1.Revision.$Properties[];

            /** RevisionList more. */
            more: boolean;

            /**
             * Creates a new RevisionList instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RevisionList instance
             */
            static create(properties: manul.v1.RevisionList.$Shape): manul.v1.RevisionList & manul.v1.RevisionList.$Shape;
            static create(properties?: manul.v1.RevisionList.$Properties): manul.v1.RevisionList;

            /**
             * Encodes the specified RevisionList message. Does not implicitly {@link manul.v1.RevisionList.verify|verify} messages.
             * @param message RevisionList message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.RevisionList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevisionList message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.RevisionList & manul.v1.RevisionList.$Shape} RevisionList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.RevisionList & manul.v1.RevisionList.$Shape;

            /**
             * Creates a RevisionList message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns RevisionList
             */
            static fromObject(object: { [k: string]: any }): manul.v1.RevisionList;

            /**
             * Creates a plain object from a RevisionList message. Also converts values to other types if specified.
             * @param message RevisionList
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.RevisionList, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this RevisionList to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace RevisionList {

            /** Properties of a RevisionList. */
            interface $Properties {

                /** RevisionList revisions */
                revisions?: (manul.v1.Revision.$Properties[]|null);

                /** RevisionList more */
                more?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RevisionList. */
            type $Shape = manul.v1.RevisionList.$Properties;
        }

        /**
         * Properties of a Revision.
         * @deprecated Use manul.v1.Revision.$Properties instead.
         */
        interface IRevision extends manul.v1.Revision.$Properties {
        }

        /** Represents a Revision. */
        class Revision {

            /**
             * Constructs a new Revision.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.Revision.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Revision position. */
            position?: (manul.v1.Position.$Properties|null);

            /** Revision time. */
            time: number;

            /** Revision changes. */
            changes: string[];

            /** Revision change_count. */
            change_count: number;

            /** Revision nodes. */
            nodes: number;

            /**
             * Creates a new Revision instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Revision instance
             */
            static create(properties: manul.v1.Revision.$Shape): manul.v1.Revision & manul.v1.Revision.$Shape;
            static create(properties?: manul.v1.Revision.$Properties): manul.v1.Revision;

            /**
             * Encodes the specified Revision message. Does not implicitly {@link manul.v1.Revision.verify|verify} messages.
             * @param message Revision message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.Revision.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Revision message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.Revision & manul.v1.Revision.$Shape} Revision
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.Revision & manul.v1.Revision.$Shape;

            /**
             * Creates a Revision message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns Revision
             */
            static fromObject(object: { [k: string]: any }): manul.v1.Revision;

            /**
             * Creates a plain object from a Revision message. Also converts values to other types if specified.
             * @param message Revision
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.Revision, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this Revision to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace Revision {

            /** Properties of a Revision. */
            interface $Properties {

                /** Revision position */
                position?: (manul.v1.Position.$Properties|null);

                /** Revision time */
                time?: (number|null);

                /** Revision changes */
                changes?: (string[]|null);

                /** Revision change_count */
                change_count?: (number|null);

                /** Revision nodes */
                nodes?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Revision. */
            type $Shape = manul.v1.Revision.$Properties;
        }

        /**
         * Properties of a LogEntry.
         * @deprecated Use manul.v1.LogEntry.$Properties instead.
         */
        interface ILogEntry extends manul.v1.LogEntry.$Properties {
        }

        /** Represents a LogEntry. */
        class LogEntry {

            /**
             * Constructs a new LogEntry.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.LogEntry.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LogEntry position. */
            position?: (manul.v1.Position.$Properties|null);

            /** LogEntry previous. */
            previous?: (manul.v1.Position.$Properties|null);

            /** LogEntry written_at. */
            written_at: number;

            /** LogEntry seed. */
            seed: boolean;

            /** LogEntry continues. */
            continues: boolean;

            /** LogEntry nodes. */
            nodes: manul.v1.LogNode.$Properties[];

            /** LogEntry spans. */
            spans: manul.v1.LogSpan.$Properties[];

            /** LogEntry objects. */
            objects: manul.v1.LogObject.$Properties[];

            /** LogEntry spans_gone. */
            spans_gone: number[];

            /** LogEntry nodes_gone. */
            nodes_gone: number[];

            /** LogEntry observed_at. */
            observed_at: number;

            /** LogEntry trace_parent. */
            trace_parent: string;

            /**
             * Creates a new LogEntry instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LogEntry instance
             */
            static create(properties: manul.v1.LogEntry.$Shape): manul.v1.LogEntry & manul.v1.LogEntry.$Shape;
            static create(properties?: manul.v1.LogEntry.$Properties): manul.v1.LogEntry;

            /**
             * Encodes the specified LogEntry message. Does not implicitly {@link manul.v1.LogEntry.verify|verify} messages.
             * @param message LogEntry message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.LogEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LogEntry message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.LogEntry & manul.v1.LogEntry.$Shape} LogEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.LogEntry & manul.v1.LogEntry.$Shape;

            /**
             * Creates a LogEntry message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LogEntry
             */
            static fromObject(object: { [k: string]: any }): manul.v1.LogEntry;

            /**
             * Creates a plain object from a LogEntry message. Also converts values to other types if specified.
             * @param message LogEntry
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.LogEntry, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LogEntry to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LogEntry {

            /** Properties of a LogEntry. */
            interface $Properties {

                /** LogEntry position */
                position?: (manul.v1.Position.$Properties|null);

                /** LogEntry previous */
                previous?: (manul.v1.Position.$Properties|null);

                /** LogEntry written_at */
                written_at?: (number|null);

                /** LogEntry seed */
                seed?: (boolean|null);

                /** LogEntry continues */
                continues?: (boolean|null);

                /** LogEntry nodes */
                nodes?: (manul.v1.LogNode.$Properties[]|null);

                /** LogEntry spans */
                spans?: (manul.v1.LogSpan.$Properties[]|null);

                /** LogEntry objects */
                objects?: (manul.v1.LogObject.$Properties[]|null);

                /** LogEntry spans_gone */
                spans_gone?: (number[]|null);

                /** LogEntry nodes_gone */
                nodes_gone?: (number[]|null);

                /** LogEntry observed_at */
                observed_at?: (number|null);

                /** LogEntry trace_parent */
                trace_parent?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LogEntry. */
            type $Shape = {
              position?: manul.v1.Position.$Shape|null;
              previous?: manul.v1.Position.$Shape|null;
              written_at?: number|null;
              seed?: boolean|null;
              continues?: boolean|null;
              nodes?: manul.v1.LogNode.$Shape[]|null;
              spans?: manul.v1.LogSpan.$Shape[]|null;
              objects?: manul.v1.LogObject.$Shape[]|null;
              spans_gone?: number[]|null;
              nodes_gone?: number[]|null;
              observed_at?: number|null;
              trace_parent?: string|null;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a LogNode.
         * @deprecated Use manul.v1.LogNode.$Properties instead.
         */
        interface ILogNode extends manul.v1.LogNode.$Properties {
        }

        /** Represents a LogNode. */
        class LogNode {

            /**
             * Constructs a new LogNode.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.LogNode.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LogNode slot. */
            slot: number;

            /** LogNode name. */
            name: string;

            /**
             * Creates a new LogNode instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LogNode instance
             */
            static create(properties: manul.v1.LogNode.$Shape): manul.v1.LogNode & manul.v1.LogNode.$Shape;
            static create(properties?: manul.v1.LogNode.$Properties): manul.v1.LogNode;

            /**
             * Encodes the specified LogNode message. Does not implicitly {@link manul.v1.LogNode.verify|verify} messages.
             * @param message LogNode message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.LogNode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LogNode message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.LogNode & manul.v1.LogNode.$Shape} LogNode
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.LogNode & manul.v1.LogNode.$Shape;

            /**
             * Creates a LogNode message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LogNode
             */
            static fromObject(object: { [k: string]: any }): manul.v1.LogNode;

            /**
             * Creates a plain object from a LogNode message. Also converts values to other types if specified.
             * @param message LogNode
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.LogNode, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LogNode to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LogNode {

            /** Properties of a LogNode. */
            interface $Properties {

                /** LogNode slot */
                slot?: (number|null);

                /** LogNode name */
                name?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LogNode. */
            type $Shape = manul.v1.LogNode.$Properties;
        }

        /**
         * Properties of a LogSpan.
         * @deprecated Use manul.v1.LogSpan.$Properties instead.
         */
        interface ILogSpan extends manul.v1.LogSpan.$Properties {
        }

        /** Represents a LogSpan. */
        class LogSpan {

            /**
             * Constructs a new LogSpan.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.LogSpan.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LogSpan span. */
            span: number;

            /** LogSpan added. */
            added: number[];

            /** LogSpan removed. */
            removed: number[];

            /**
             * Creates a new LogSpan instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LogSpan instance
             */
            static create(properties: manul.v1.LogSpan.$Shape): manul.v1.LogSpan & manul.v1.LogSpan.$Shape;
            static create(properties?: manul.v1.LogSpan.$Properties): manul.v1.LogSpan;

            /**
             * Encodes the specified LogSpan message. Does not implicitly {@link manul.v1.LogSpan.verify|verify} messages.
             * @param message LogSpan message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.LogSpan.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LogSpan message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.LogSpan & manul.v1.LogSpan.$Shape} LogSpan
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.LogSpan & manul.v1.LogSpan.$Shape;

            /**
             * Creates a LogSpan message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LogSpan
             */
            static fromObject(object: { [k: string]: any }): manul.v1.LogSpan;

            /**
             * Creates a plain object from a LogSpan message. Also converts values to other types if specified.
             * @param message LogSpan
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.LogSpan, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LogSpan to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LogSpan {

            /** Properties of a LogSpan. */
            interface $Properties {

                /** LogSpan span */
                span?: (number|null);

                /** LogSpan added */
                added?: (number[]|null);

                /** LogSpan removed */
                removed?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LogSpan. */
            type $Shape = manul.v1.LogSpan.$Properties;
        }

        /**
         * Properties of a LogObject.
         * @deprecated Use manul.v1.LogObject.$Properties instead.
         */
        interface ILogObject extends manul.v1.LogObject.$Properties {
        }

        /** Represents a LogObject. */
        class LogObject {

            /**
             * Constructs a new LogObject.
             * @param [properties] Properties to set
             */
            constructor(properties?: manul.v1.LogObject.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LogObject key. */
            key: string;

            /** LogObject everywhere. */
            everywhere?: (boolean|null);

            /** LogObject node. */
            node?: (number|null);

            /** LogObject span. */
            span?: (number|null);

            /** LogObject frame. */
            frame: Uint8Array;

            /** LogObject content. */
            content: Uint8Array;

            /** LogObject gone. */
            gone: boolean;

            /** LogObject place. */
            place?: ("everywhere"|"node"|"span");

            /**
             * Creates a new LogObject instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LogObject instance
             */
            static create(properties: manul.v1.LogObject.$Shape): manul.v1.LogObject & manul.v1.LogObject.$Shape;
            static create(properties?: manul.v1.LogObject.$Properties): manul.v1.LogObject;

            /**
             * Encodes the specified LogObject message. Does not implicitly {@link manul.v1.LogObject.verify|verify} messages.
             * @param message LogObject message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: manul.v1.LogObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LogObject message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {manul.v1.LogObject & manul.v1.LogObject.$Shape} LogObject
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): manul.v1.LogObject & manul.v1.LogObject.$Shape;

            /**
             * Creates a LogObject message from a plain object. Also converts values to their respective internal types.
             * @param object Plain object
             * @returns LogObject
             */
            static fromObject(object: { [k: string]: any }): manul.v1.LogObject;

            /**
             * Creates a plain object from a LogObject message. Also converts values to other types if specified.
             * @param message LogObject
             * @param [options] Conversion options
             * @returns Plain object
             */
            static toObject(message: manul.v1.LogObject, options?: $protobuf.IConversionOptions): { [k: string]: any };

            /**
             * Converts this LogObject to JSON.
             * @returns JSON object
             */
            toJSON(): { [k: string]: any };
        }

        namespace LogObject {

            /** Properties of a LogObject. */
            interface $Properties {

                /** LogObject key */
                key?: (string|null);

                /** LogObject everywhere */
                everywhere?: (boolean|null);

                /** LogObject node */
                node?: (number|null);

                /** LogObject span */
                span?: (number|null);

                /** LogObject frame */
                frame?: (Uint8Array|null);

                /** LogObject content */
                content?: (Uint8Array|null);

                /** LogObject gone */
                gone?: (boolean|null);

                /** LogObject place */
                place?: ("everywhere"|"node"|"span");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a LogObject. */
            type $Shape = {
              key?: string|null;
              everywhere?: boolean|null;
              node?: number|null;
              span?: number|null;
              frame?: Uint8Array|null;
              content?: Uint8Array|null;
              gone?: boolean|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ place?: undefined; everywhere?: null; node?: null; span?: null }|{ place?: "everywhere"; everywhere: boolean; node?: null; span?: null }|{ place?: "node"; everywhere?: null; node: number; span?: null }|{ place?: "span"; everywhere?: null; node?: null; span: number })
            );
        }
    }
}
