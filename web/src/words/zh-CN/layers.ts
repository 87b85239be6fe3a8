import { layers as english } from '../en/layers';

// Names of protocols are not translated.
export const layers: typeof english = {
  ...english,
  vlan: 'VLAN 标签',
  hsr: 'HSR 标签',
  dsa: 'Marvell DSA 标签',
  dsa_ethernet: '带 DSA 标签的以太网',
  broadcom_tag: 'Broadcom 标签',
  cisco_isl: '思科 ISL',
  exported_pdu: '导出的 PDU',
  prism: 'Prism 首部',
  avs: 'AVS 首部',
  ppp_with_direction: '带方向的 PPP',
  cisco_hdlc_with_direction: '带方向的 Cisco HDLC',
  frame_relay_with_direction: '带方向的 Frame Relay',
  mpls: 'MPLS 标签',
  pseudowire: 'MPLS 伪线',
  null_loopback: 'BSD 回环',
  raw_ip: '裸 IP',
  ipv6_extension: 'IPv6 扩展首部',
  minimal_encapsulation: '最小封装',
};
