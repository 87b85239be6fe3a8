import { describe, expect, it } from 'vitest';
import { unpacker } from '../../../../web/src/engine/worker/unpack';

/** What the packed texts below hold; the lz4 tool made them of it, with blocks of 64 and 256 kB. */
const content = Uint8Array.from({ length: 200_000 }, (_, i) => (i % 251) ^ (i >> 14));

const packed = {
  linked:
    'BCJNGERAXgIFAAD/7AABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NT' +
    'Y3ODk6Ozw9Pj9AQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5' +
    'ent8fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7vL' +
    '2+v8DBwsPExcbHyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+wD/////' +
    '//////////////////////////////////////////////////////////////////////////////8x/+xER0ZJSE' +
    'tKTUxPTlFQU1JVVFdWWVhbWl1cX15hYGNiZWRnZmloa2ptbG9ucXBzcnV0d3Z5eHt6fXx/foGAg4KFhIeGiYiLio2M' +
    'j46RkJOSlZSXlpmYm5qdnJ+eoaCjoqWkp6apqKuqrayvrrGws7K1tLe2ubi7ur28v77BwMPCxcTHxsnIy8rNzM/O0d' +
    'DT0tXU19bZ2Nva3dzf3uHg4+Ll5Ofm6ejr6u3s7+7x8PPy9fT39vn4+wEAAwIFBAcGCQgLCg0MDw4REBMSFRQXFhkY' +
    'GxodHB8eISAjIiUkJyYpKCsqLSwvLjEwMzI1NDc2OTg7Oj08Pz5BQENCRfsA//////////////////////////////' +
    '//////////////////////////////////////////////////////Mf/siImOj4yNkpOQkZaXlJWam5iZnp+cnaKj' +
    'oKGmp6Slqquoqa6vrK2ys7Cxtre0tbq7uLm+v7y9wsPAwcbHxMXKy8jJzs/MzdLT0NHW19TV2tvY2d7f3N3i4+Dh5u' +
    'fk5err6Onu7+zt8vPw8fb39PX6+/gCAwABBgcEBQoLCAkODwwNEhMQERYXFBUaGxgZHh8cHSIjICEmJyQlKisoKS4v' +
    'LC0yMzAxNjc0NTo7ODk+Pzw9QkNAQUZHREVKS0hJTk9MTVJTUFFWV1RVWltYWV5fXF1iY2BhZmdkZWpraGlub2xtcn' +
    'NwcXZ3dHV6e3h5fn98fYKDgIGGh4SFiov7AP//////////////////////////////////////////////////////' +
    '/////////////////////////////zH/7MzT0tHQ19bV1Nva2djf3t3c4+Lh4Ofm5eTr6uno7+7t7PPy8fD39vX0+/' +
    'r5AwIBAAcGBQQLCgkIDw4NDBMSERAXFhUUGxoZGB8eHRwjIiEgJyYlJCsqKSgvLi0sMzIxMDc2NTQ7Ojk4Pz49PENC' +
    'QUBHRkVES0pJSE9OTUxTUlFQV1ZVVFtaWVhfXl1cY2JhYGdmZWRramlob25tbHNycXB3dnV0e3p5eH9+fXyDgoGAh4' +
    'aFhIuKiYiPjo2Mk5KRkJeWlZSbmpmYn56dnKOioaCnpqWkq6qpqK+urayzsrGwt7a1tLu6ubi/vr28w8LBwMfGxcTL' +
    'ysnIz87N+wD///////////////////////////////////////////////////////////////////////////////' +
    '////8sUBcWFRQbAgUAAP/sHR4fGBkaGyQlJicgISIjLC0uLygpKis0NTY3MDEyMzw9Pj84OTo7REVGR0BBQkNMTU5P' +
    'SElKS1RVVldQUVJTXF1eX1hZWltkZWZnYGFiY2xtbm9oaWprdHV2d3BxcnN8fX5/eHl6e4SFhoeAgYKDjI2Oj4iJio' +
    'uUlZaXkJGSk5ydnp+YmZqbpKWmp6ChoqOsra6vqKmqq7S1trewsbKzvL2+v7i5urvExcbHwMHCw8zNzs/IycrL1NXW' +
    '19DR0tPc3d7f2Nna2+Tl5ufg4eLj7O3u7+jp6uv09fb38PHy8/z9/gQFBgcAAQIDDA0ODwgJCgsUFRYXEBESExz7AP' +
    '///////////////////////////////////////////////////////////////////////////////////zH/7Fta' +
    'ZWRnZmFgY2JtbG9uaWhranV0d3ZxcHNyfXx/fnl4e3qFhIeGgYCDgo2Mj46JiIuKlZSXlpGQk5KdnJ+emZibmqWkp6' +
    'ahoKOirayvrqmoq6q1tLe2sbCzsr28v765uLu6xcTHxsHAw8LNzM/OycjLytXU19bR0NPS3dzf3tnY29rl5Ofm4eDj' +
    '4u3s7+7p6Ovq9fT39vHw8/L9/P8FBAcGAQADAg0MDw4JCAsKFRQXFhEQExIdHB8eGRgbGiUkJyYhICMiLSwvLikoKy' +
    'o1NDc2MTAzMj08Pz45ODs6RURHRkFAQ0JNTE9OSUhLSlVUV1ZRUFNSXVxfXllY+wD/////////////////////////' +
    '//////////////////////////////////////////////////////////8x/+yloqOgoa6vrK2qq6iptre0tbKzsL' +
    'G+v7y9uru4ucbHxMXCw8DBzs/MzcrLyMnW19TV0tPQ0d7f3N3a29jZ5ufk5eLj4OHu7+zt6uvo6fb39PXy8/Dx/v/8' +
    'BgcEBQIDAAEODwwNCgsICRYXFBUSExARHh8cHRobGBkmJyQlIiMgIS4vLC0qKygpNjc0NTIzMDE+Pzw9Ojs4OUZHRE' +
    'VCQ0BBTk9MTUpLSElWV1RVUlNQUV5fXF1aW1hZZmdkZWJjYGFub2xtamtoaXZ3dHVyc3Bxfn98fXp7eHmGh4SFgoOA' +
    'gY6PjI2Ki4iJlpeUlZKTkJGen5ydmpuYmaanpPsA//////////////////////////////////////////////////' +
    '//////////////////////////////////Mf/s7+7t7Ovq6ej39vX08/Lx8P/+/QcGBQQDAgEADw4NDAsKCQgXFhUU' +
    'ExIREB8eHRwbGhkYJyYlJCMiISAvLi0sKyopKDc2NTQzMjEwPz49PDs6OThHRkVEQ0JBQE9OTUxLSklIV1ZVVFNSUV' +
    'BfXl1cW1pZWGdmZWRjYmFgb25tbGtqaWh3dnV0c3JxcH9+fXx7enl4h4aFhIOCgYCPjo2Mi4qJiJeWlZSTkpGQn56d' +
    'nJuamZinpqWko6KhoK+urayrqqmot7a1tLOysbC/vr28u7q5uMfGxcTDwsHAz87NzMvKycjX1tXU09LR0N/e3dzb2t' +
    'nY5+bl5OPi4eD7AP//////////////////////////////////////////////////////////////////////////' +
    '/////////yxQKikoNzYCBQAA/+w6Ozw9Pj8wMTIzNDU2N0hJSktMTU5PQEFCQ0RFRkdYWVpbXF1eX1BRUlNUVVZXaG' +
    'lqa2xtbm9gYWJjZGVmZ3h5ent8fX5/cHFyc3R1dneIiYqLjI2Oj4CBgoOEhYaHmJmam5ydnp+QkZKTlJWWl6ipqqus' +
    'ra6voKGio6Slpqe4ubq7vL2+v7CxsrO0tba3yMnKy8zNzs/AwcLDxMXGx9jZ2tvc3d7f0NHS09TV1tfo6err7O3u7+' +
    'Dh4uPk5ebn+Pn6+/z9/v/w8fIICQoLDA0ODwABAgMEBQYHGBkaGxwdHh8QERITFBUWFygpKissLS4vICEiIyQlJic4' +
    'OfsA////////////////////////////////////////////////////////////////////////////////////Mf' +
    '/sfnFwc3J1dHd2iYiLio2Mj46BgIOChYSHhpmYm5qdnJ+ekZCTkpWUl5apqKuqrayvrqGgo6KlpKemubi7ur28v76x' +
    'sLOytbS3tsnIy8rNzM/OwcDDwsXEx8bZ2Nva3dzf3tHQ09LV1NfW6ejr6u3s7+7h4OPi5eTn5vn4+/r9/P/+8fDzCQ' +
    'gLCg0MDw4BAAMCBQQHBhkYGxodHB8eERATEhUUFxYpKCsqLSwvLiEgIyIlJCcmOTg7Oj08Pz4xMDMyNTQ3NklIS0pN' +
    'TE9OQUBDQkVER0ZZWFtaXVxfXlFQU1JVVFdWaWhram1sb25hYGNiZWRnZnl4e3p9fH/7AP////////////////////' +
    '///////////////////////////////////////////////////////////////zH/7La3tLXKy8jJzs/MzcLDwMHG' +
    'x8TF2tvY2d7f3N3S09DR1tfU1err6Onu7+zt4uPg4ebn5OX6+/j5/v/8/fLz8AoLCAkODwwNAgMAAQYHBAUaGxgZHh' +
    '8cHRITEBEWFxQVKisoKS4vLC0iIyAhJickJTo7ODk+Pzw9MjMwMTY3NDVKS0hJTk9MTUJDQEFGR0RFWltYWV5fXF1S' +
    'U1BRVldUVWpraGlub2xtYmNgYWZnZGV6e3h5fn98fXJzcHF2d3R1iouIiY6PjI2Cg4CBhoeEhZqbmJmen5ydkpOQkZ' +
    'aXlJWqq6iprq+sraKjoKGmp6Sluru4ub6/vL2ys7Cx+wD/////////////////////////////////////////////' +
    '//////////////////////////////////////8x/+wNDAMCAQAHBgUEGxoZGB8eHRwTEhEQFxYVFCsqKSgvLi0sIy' +
    'IhICcmJSQ7Ojk4Pz49PDMyMTA3NjU0S0pJSE9OTUxDQkFAR0ZFRFtaWVhfXl1cU1JRUFdWVVRramlob25tbGNiYWBn' +
    'ZmVke3p5eH9+fXxzcnFwd3Z1dIuKiYiPjo2Mg4KBgIeGhYSbmpmYn56dnJOSkZCXlpWUq6qpqK+urayjoqGgp6alpL' +
    'u6ubi/vr28s7KxsLe2tbTLysnIz87NzMPCwcDHxsXE29rZ2N/e3dzT0tHQ19bV1Ovq6ejv7u3s4+Lh4Ofm5eT7+vn4' +
    '//79/PPy8QsKCQgPDvsA//////////////////////////////////////////////////////////////////////' +
    '//////////////LFBNTENCQRIBAAD/7EdAQUJDXF1eX1hZWltUVVZXUFFSU2xtbm9oaWprZGVmZ2BhYmN8fX5/eHl6' +
    'e3R1dndwcXJzjI2Oj4iJiouEhYaHgIGCg5ydnp+YmZqblJWWl5CRkpOsra6vqKmqq6SlpqegoaKjvL2+v7i5uru0tb' +
    'a3sLGys8zNzs/IycrLxMXGx8DBwsPc3d7f2Nna29TV1tfQ0dLT7O3u7+jp6uvk5ebn4OHi4/z9/v/4+fr79PX2DA0O' +
    'DwgJCgsEBQYHAAECAxwdHh8YGRobFBUWFxAREhMsLS4vKCkqKyQlJicgISIjPD0+Pzg5Ojs0NTY3MDEyM0xNTk9ISU' +
    'pLREVG+wD///////////////85UMvExcbHAAAAAKJA8wU=',
  independent:
    'BCJNGGxAQA0DAAAAAACpAgUAAP/sAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS' +
    '4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3Bx' +
    'cnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztL' +
    'W2t7i5uru8vb6/wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX2Nna29zd3t/g4eLj5OXm5+jp6uvs7e7v8PHy8/T19vf4' +
    '+fr7AP///////////////////////////////////////////////////////////////////////////////////z' +
    'H/7ERHRklIS0pNTE9OUVBTUlVUV1ZZWFtaXVxfXmFgY2JlZGdmaWhram1sb25xcHNydXR3dnl4e3p9fH9+gYCDgoWE' +
    'h4aJiIuKjYyPjpGQk5KVlJeWmZibmp2cn56hoKOipaSnpqmoq6qtrK+usbCzsrW0t7a5uLu6vby/vsHAw8LFxMfGyc' +
    'jLys3Mz87R0NPS1dTX1tnY29rd3N/e4eDj4uXk5+bp6Ovq7ezv7vHw8/L19Pf2+fj7AQADAgUEBwYJCAsKDQwPDhEQ' +
    'ExIVFBcWGRgbGh0cHx4hICMiJSQnJikoKyotLC8uMTAzMjU0NzY5ODs6PTw/PkFAQ0JF+wD///////////////////' +
    '////////////////////////////////////////////////////////////////8x/+yIiY6PjI2Sk5CRlpeUlZqb' +
    'mJmen5ydoqOgoaanpKWqq6iprq+srbKzsLG2t7S1uru4ub6/vL3Cw8DBxsfExcrLyMnOz8zN0tPQ0dbX1NXa29jZ3t' +
    '/c3eLj4OHm5+Tl6uvo6e7v7O3y8/Dx9vf09fr7+AIDAAEGBwQFCgsICQ4PDA0SExARFhcUFRobGBkeHxwdIiMgISYn' +
    'JCUqKygpLi8sLTIzMDE2NzQ1Ojs4OT4/PD1CQ0BBRkdERUpLSElOT0xNUlNQUVZXVFVaW1hZXl9cXWJjYGFmZ2Rlam' +
    'toaW5vbG1yc3Bxdnd0dXp7eHl+f3x9goOAgYaHhIWKi/sA////////////////////////////////////////////' +
    '////////////////////////////////////////Mf/szNPS0dDX1tXU29rZ2N/e3dzj4uHg5+bl5Ovq6ejv7u3s8/' +
    'Lx8Pf29fT7+vkDAgEABwYFBAsKCQgPDg0MExIREBcWFRQbGhkYHx4dHCMiISAnJiUkKyopKC8uLSwzMjEwNzY1NDs6' +
    'OTg/Pj08Q0JBQEdGRURLSklIT05NTFNSUVBXVlVUW1pZWF9eXVxjYmFgZ2ZlZGtqaWhvbm1sc3JxcHd2dXR7enl4f3' +
    '59fIOCgYCHhoWEi4qJiI+OjYyTkpGQl5aVlJuamZifnp2co6KhoKempaSrqqmor66trLOysbC3trW0u7q5uL++vbzD' +
    'wsHAx8bFxMvKycjPzs37AP////////////////////////////////////////////////////////////////////' +
    '///////////////yxQFxYVFBsCBQAA/+wdHh8YGRobJCUmJyAhIiMsLS4vKCkqKzQ1NjcwMTIzPD0+Pzg5OjtERUZH' +
    'QEFCQ0xNTk9ISUpLVFVWV1BRUlNcXV5fWFlaW2RlZmdgYWJjbG1ub2hpamt0dXZ3cHFyc3x9fn94eXp7hIWGh4CBgo' +
    'OMjY6PiImKi5SVlpeQkZKTnJ2en5iZmpukpaanoKGio6ytrq+oqaqrtLW2t7CxsrO8vb6/uLm6u8TFxsfAwcLDzM3O' +
    'z8jJysvU1dbX0NHS09zd3t/Y2drb5OXm5+Dh4uPs7e7v6Onq6/T19vfw8fLz/P3+BAUGBwABAgMMDQ4PCAkKCxQVFh' +
    'cQERITHPsA////////////////////////////////////////////////////////////////////////////////' +
    '////Mf/sW1plZGdmYWBjYm1sb25paGtqdXR3dnFwc3J9fH9+eXh7eoWEh4aBgIOCjYyPjomIi4qVlJeWkZCTkp2cn5' +
    '6ZmJuapaSnpqGgo6KtrK+uqairqrW0t7axsLOyvby/vrm4u7rFxMfGwcDDws3Mz87JyMvK1dTX1tHQ09Ld3N/e2djb' +
    '2uXk5+bh4OPi7ezv7uno6+r19Pf28fDz8v38/wUEBwYBAAMCDQwPDgkICwoVFBcWERATEh0cHx4ZGBsaJSQnJiEgIy' +
    'ItLC8uKSgrKjU0NzYxMDMyPTw/Pjk4OzpFREdGQUBDQk1MT05JSEtKVVRXVlFQU1JdXF9eWVj7AP//////////////' +
    '/////////////////////////////////////////////////////////////////////zH/7KWio6Chrq+sraqrqK' +
    'm2t7S1srOwsb6/vL26u7i5xsfExcLDwMHOz8zNysvIydbX1NXS09DR3t/c3drb2Nnm5+Tl4uPg4e7v7O3q6+jp9vf0' +
    '9fLz8PH+//wGBwQFAgMAAQ4PDA0KCwgJFhcUFRITEBEeHxwdGhsYGSYnJCUiIyAhLi8sLSorKCk2NzQ1MjMwMT4/PD' +
    '06Ozg5RkdERUJDQEFOT0xNSktISVZXVFVSU1BRXl9cXVpbWFlmZ2RlYmNgYW5vbG1qa2hpdnd0dXJzcHF+f3x9ent4' +
    'eYaHhIWCg4CBjo+MjYqLiImWl5SVkpOQkZ6fnJ2am5iZpqek+wD///////////////////////////////////////' +
    '////////////////////////////////////////////8x/+zv7u3s6+rp6Pf29fTz8vHw//79BwYFBAMCAQAPDg0M' +
    'CwoJCBcWFRQTEhEQHx4dHBsaGRgnJiUkIyIhIC8uLSwrKikoNzY1NDMyMTA/Pj08Ozo5OEdGRURDQkFAT05NTEtKSU' +
    'hXVlVUU1JRUF9eXVxbWllYZ2ZlZGNiYWBvbm1sa2ppaHd2dXRzcnFwf359fHt6eXiHhoWEg4KBgI+OjYyLiomIl5aV' +
    'lJOSkZCfnp2cm5qZmKempaSjoqGgr66trKuqqai3trW0s7KxsL++vby7urm4x8bFxMPCwcDPzs3My8rJyNfW1dTT0t' +
    'HQ397d3Nva2djn5uXk4+Lh4PsA////////////////////////////////////////////////////////////////' +
    '////////////////////LFAqKSg3NgIFAAD/7Do7PD0+PzAxMjM0NTY3SElKS0xNTk9AQUJDREVGR1hZWltcXV5fUF' +
    'FSU1RVVldoaWprbG1ub2BhYmNkZWZneHl6e3x9fn9wcXJzdHV2d4iJiouMjY6PgIGCg4SFhoeYmZqbnJ2en5CRkpOU' +
    'lZaXqKmqq6ytrq+goaKjpKWmp7i5uru8vb6/sLGys7S1trfIycrLzM3Oz8DBwsPExcbH2Nna29zd3t/Q0dLT1NXW1+' +
    'jp6uvs7e7v4OHi4+Tl5uf4+fr7/P3+//Dx8ggJCgsMDQ4PAAECAwQFBgcYGRobHB0eHxAREhMUFRYXKCkqKywtLi8g' +
    'ISIjJCUmJzg5+wD///////////////////////////////////////////////////////////////////////////' +
    '////////8x/+x+cXBzcnV0d3aJiIuKjYyPjoGAg4KFhIeGmZibmp2cn56RkJOSlZSXlqmoq6qtrK+uoaCjoqWkp6a5' +
    'uLu6vby/vrGws7K1tLe2ycjLys3Mz87BwMPCxcTHxtnY29rd3N/e0dDT0tXU19bp6Ovq7ezv7uHg4+Ll5Ofm+fj7+v' +
    '38//7x8PMJCAsKDQwPDgEAAwIFBAcGGRgbGh0cHx4REBMSFRQXFikoKyotLC8uISAjIiUkJyY5ODs6PTw/PjEwMzI1' +
    'NDc2SUhLSk1MT05BQENCRURHRllYW1pdXF9eUVBTUlVUV1ZpaGtqbWxvbmFgY2JlZGdmeXh7en18f/sA//////////' +
    '//////////////////////////////////////////////////////////////////////////Mf/stre0tcrLyMnO' +
    'z8zNwsPAwcbHxMXa29jZ3t/c3dLT0NHW19TV6uvo6e7v7O3i4+Dh5ufk5fr7+Pn+//z98vPwCgsICQ4PDA0CAwABBg' +
    'cEBRobGBkeHxwdEhMQERYXFBUqKygpLi8sLSIjICEmJyQlOjs4OT4/PD0yMzAxNjc0NUpLSElOT0xNQkNAQUZHREVa' +
    'W1hZXl9cXVJTUFFWV1RVamtoaW5vbG1iY2BhZmdkZXp7eHl+f3x9cnNwcXZ3dHWKi4iJjo+MjYKDgIGGh4SFmpuYmZ' +
    '6fnJ2Sk5CRlpeUlaqrqKmur6ytoqOgoaanpKW6u7i5vr+8vbKzsLH7AP//////////////////////////////////' +
    '/////////////////////////////////////////////////zH/7A0MAwIBAAcGBQQbGhkYHx4dHBMSERAXFhUUKy' +
    'opKC8uLSwjIiEgJyYlJDs6OTg/Pj08MzIxMDc2NTRLSklIT05NTENCQUBHRkVEW1pZWF9eXVxTUlFQV1ZVVGtqaWhv' +
    'bm1sY2JhYGdmZWR7enl4f359fHNycXB3dnV0i4qJiI+OjYyDgoGAh4aFhJuamZifnp2ck5KRkJeWlZSrqqmor66trK' +
    'OioaCnpqWku7q5uL++vbyzsrGwt7a1tMvKycjPzs3Mw8LBwMfGxcTb2tnY397d3NPS0dDX1tXU6+rp6O/u7ezj4uHg' +
    '5+bl5Pv6+fj//v388/LxCwoJCA8O+wD///////////////////////////////////////////////////////////' +
    '////////////////////////8sUE1MQ0JBEgEAAP/sR0BBQkNcXV5fWFlaW1RVVldQUVJTbG1ub2hpamtkZWZnYGFi' +
    'Y3x9fn94eXp7dHV2d3BxcnOMjY6PiImKi4SFhoeAgYKDnJ2en5iZmpuUlZaXkJGSk6ytrq+oqaqrpKWmp6ChoqO8vb' +
    '6/uLm6u7S1trewsbKzzM3Oz8jJysvExcbHwMHCw9zd3t/Y2drb1NXW19DR0tPs7e7v6Onq6+Tl5ufg4eLj/P3+//j5' +
    '+vv09fYMDQ4PCAkKCwQFBgcAAQIDHB0eHxgZGhsUFRYXEBESEywtLi8oKSorJCUmJyAhIiM8PT4/ODk6OzQ1NjcwMT' +
    'IzTE1OT0hJSktERUb7AP///////////////zlQy8TFxscAAAAAokDzBQ==',
  checked:
    'BCJNGHRQ/wYQAAD/7AABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NT' +
    'Y3ODk6Ozw9Pj9AQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5' +
    'ent8fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7vL' +
    '2+v8DBwsPExcbHyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+wD/////' +
    '//////////////////////////////////////////////////////////////////////////////8x/+xER0ZJSE' +
    'tKTUxPTlFQU1JVVFdWWVhbWl1cX15hYGNiZWRnZmloa2ptbG9ucXBzcnV0d3Z5eHt6fXx/foGAg4KFhIeGiYiLio2M' +
    'j46RkJOSlZSXlpmYm5qdnJ+eoaCjoqWkp6apqKuqrayvrrGws7K1tLe2ubi7ur28v77BwMPCxcTHxsnIy8rNzM/O0d' +
    'DT0tXU19bZ2Nva3dzf3uHg4+Ll5Ofm6ejr6u3s7+7x8PPy9fT39vn4+wEAAwIFBAcGCQgLCg0MDw4REBMSFRQXFhkY' +
    'GxodHB8eISAjIiUkJyYpKCsqLSwvLjEwMzI1NDc2OTg7Oj08Pz5BQENCRfsA//////////////////////////////' +
    '//////////////////////////////////////////////////////Mf/siImOj4yNkpOQkZaXlJWam5iZnp+cnaKj' +
    'oKGmp6Slqquoqa6vrK2ys7Cxtre0tbq7uLm+v7y9wsPAwcbHxMXKy8jJzs/MzdLT0NHW19TV2tvY2d7f3N3i4+Dh5u' +
    'fk5err6Onu7+zt8vPw8fb39PX6+/gCAwABBgcEBQoLCAkODwwNEhMQERYXFBUaGxgZHh8cHSIjICEmJyQlKisoKS4v' +
    'LC0yMzAxNjc0NTo7ODk+Pzw9QkNAQUZHREVKS0hJTk9MTVJTUFFWV1RVWltYWV5fXF1iY2BhZmdkZWpraGlub2xtcn' +
    'NwcXZ3dHV6e3h5fn98fYKDgIGGh4SFiov7AP//////////////////////////////////////////////////////' +
    '/////////////////////////////zH/7MzT0tHQ19bV1Nva2djf3t3c4+Lh4Ofm5eTr6uno7+7t7PPy8fD39vX0+/' +
    'r5AwIBAAcGBQQLCgkIDw4NDBMSERAXFhUUGxoZGB8eHRwjIiEgJyYlJCsqKSgvLi0sMzIxMDc2NTQ7Ojk4Pz49PENC' +
    'QUBHRkVES0pJSE9OTUxTUlFQV1ZVVFtaWVhfXl1cY2JhYGdmZWRramlob25tbHNycXB3dnV0e3p5eH9+fXyDgoGAh4' +
    'aFhIuKiYiPjo2Mk5KRkJeWlZSbmpmYn56dnKOioaCnpqWkq6qpqK+urayzsrGwt7a1tLu6ubi/vr28w8LBwMfGxcTL' +
    'ysnIz87N+wD///////////////////////////////////////////////////////////////////////////////' +
    '////8x/+wdHh8YGRobJCUmJyAhIiMsLS4vKCkqKzQ1NjcwMTIzPD0+Pzg5OjtERUZHQEFCQ0xNTk9ISUpLVFVWV1BR' +
    'UlNcXV5fWFlaW2RlZmdgYWJjbG1ub2hpamt0dXZ3cHFyc3x9fn94eXp7hIWGh4CBgoOMjY6PiImKi5SVlpeQkZKTnJ' +
    '2en5iZmpukpaanoKGio6ytrq+oqaqrtLW2t7CxsrO8vb6/uLm6u8TFxsfAwcLDzM3Oz8jJysvU1dbX0NHS09zd3t/Y' +
    '2drb5OXm5+Dh4uPs7e7v6Onq6/T19vfw8fLz/P3+BAUGBwABAgMMDQ4PCAkKCxQVFhcQERITHPsA//////////////' +
    '//////////////////////////////////////////////////////////////////////Mf/sW1plZGdmYWBjYm1s' +
    'b25paGtqdXR3dnFwc3J9fH9+eXh7eoWEh4aBgIOCjYyPjomIi4qVlJeWkZCTkp2cn56ZmJuapaSnpqGgo6KtrK+uqa' +
    'irqrW0t7axsLOyvby/vrm4u7rFxMfGwcDDws3Mz87JyMvK1dTX1tHQ09Ld3N/e2djb2uXk5+bh4OPi7ezv7uno6+r1' +
    '9Pf28fDz8v38/wUEBwYBAAMCDQwPDgkICwoVFBcWERATEh0cHx4ZGBsaJSQnJiEgIyItLC8uKSgrKjU0NzYxMDMyPT' +
    'w/Pjk4OzpFREdGQUBDQk1MT05JSEtKVVRXVlFQU1JdXF9eWVj7AP//////////////////////////////////////' +
    '/////////////////////////////////////////////zH/7KWio6Chrq+sraqrqKm2t7S1srOwsb6/vL26u7i5xs' +
    'fExcLDwMHOz8zNysvIydbX1NXS09DR3t/c3drb2Nnm5+Tl4uPg4e7v7O3q6+jp9vf09fLz8PH+//wGBwQFAgMAAQ4P' +
    'DA0KCwgJFhcUFRITEBEeHxwdGhsYGSYnJCUiIyAhLi8sLSorKCk2NzQ1MjMwMT4/PD06Ozg5RkdERUJDQEFOT0xNSk' +
    'tISVZXVFVSU1BRXl9cXVpbWFlmZ2RlYmNgYW5vbG1qa2hpdnd0dXJzcHF+f3x9ent4eYaHhIWCg4CBjo+MjYqLiImW' +
    'l5SVkpOQkZ6fnJ2am5iZpqek+wD///////////////////////////////////////////////////////////////' +
    '////////////////////8x/+zv7u3s6+rp6Pf29fTz8vHw//79BwYFBAMCAQAPDg0MCwoJCBcWFRQTEhEQHx4dHBsa' +
    'GRgnJiUkIyIhIC8uLSwrKikoNzY1NDMyMTA/Pj08Ozo5OEdGRURDQkFAT05NTEtKSUhXVlVUU1JRUF9eXVxbWllYZ2' +
    'ZlZGNiYWBvbm1sa2ppaHd2dXRzcnFwf359fHt6eXiHhoWEg4KBgI+OjYyLiomIl5aVlJOSkZCfnp2cm5qZmKempaSj' +
    'oqGgr66trKuqqai3trW0s7KxsL++vby7urm4x8bFxMPCwcDPzs3My8rJyNfW1dTT0tHQ397d3Nva2djn5uXk4+Lh4P' +
    'sA////////////////////////////////////////////////////////////////////////////////////Mf/s' +
    'Ojs8PT4/MDEyMzQ1NjdISUpLTE1OT0BBQkNERUZHWFlaW1xdXl9QUVJTVFVWV2hpamtsbW5vYGFiY2RlZmd4eXp7fH' +
    '1+f3BxcnN0dXZ3iImKi4yNjo+AgYKDhIWGh5iZmpucnZ6fkJGSk5SVlpeoqaqrrK2ur6ChoqOkpaanuLm6u7y9vr+w' +
    'sbKztLW2t8jJysvMzc7PwMHCw8TFxsfY2drb3N3e39DR0tPU1dbX6Onq6+zt7u/g4eLj5OXm5/j5+vv8/f7/8PHyCA' +
    'kKCwwNDg8AAQIDBAUGBxgZGhscHR4fEBESExQVFhcoKSorLC0uLyAhIiMkJSYnODn7AP//////////////////////' +
    '/////////////////////////////////////////////////////////////zH/7H5xcHNydXR3domIi4qNjI+OgY' +
    'CDgoWEh4aZmJuanZyfnpGQk5KVlJeWqairqq2sr66hoKOipaSnprm4u7q9vL++sbCzsrW0t7bJyMvKzczPzsHAw8LF' +
    'xMfG2djb2t3c397R0NPS1dTX1uno6+rt7O/u4eDj4uXk5+b5+Pv6/fz//vHw8wkICwoNDA8OAQADAgUEBwYZGBsaHR' +
    'wfHhEQExIVFBcWKSgrKi0sLy4hICMiJSQnJjk4Ozo9PD8+MTAzMjU0NzZJSEtKTUxPTkFAQ0JFREdGWVhbWl1cX15R' +
    'UFNSVVRXVmloa2ptbG9uYWBjYmVkZ2Z5eHt6fXx/+wD///////////////////////////////////////////////' +
    '////////////////////////////////////8x/+y2t7S1ysvIyc7PzM3Cw8DBxsfExdrb2Nne39zd0tPQ0dbX1NXq' +
    '6+jp7u/s7eLj4OHm5+Tl+vv4+f7//P3y8/AKCwgJDg8MDQIDAAEGBwQFGhsYGR4fHB0SExARFhcUFSorKCkuLywtIi' +
    'MgISYnJCU6Ozg5Pj88PTIzMDE2NzQ1SktISU5PTE1CQ0BBRkdERVpbWFleX1xdUlNQUVZXVFVqa2hpbm9sbWJjYGFm' +
    'Z2Rlent4eX5/fH1yc3Bxdnd0dYqLiImOj4yNgoOAgYaHhIWam5iZnp+cnZKTkJGWl5SVqquoqa6vrK2io6Chpqekpb' +
    'q7uLm+v7y9srOwsfsA////////////////////////////////////////////////////////////////////////' +
    '////////////Mf/sDQwDAgEABwYFBBsaGRgfHh0cExIREBcWFRQrKikoLy4tLCMiISAnJiUkOzo5OD8+PTwzMjEwNz' +
    'Y1NEtKSUhPTk1MQ0JBQEdGRURbWllYX15dXFNSUVBXVlVUa2ppaG9ubWxjYmFgZ2ZlZHt6eXh/fn18c3JxcHd2dXSL' +
    'iomIj46NjIOCgYCHhoWEm5qZmJ+enZyTkpGQl5aVlKuqqaivrq2so6KhoKempaS7urm4v769vLOysbC3trW0y8rJyM' +
    '/OzczDwsHAx8bFxNva2djf3t3c09LR0NfW1dTr6uno7+7t7OPi4eDn5uXk+/r5+P/+/fzz8vELCgkIDw77AP//////' +
    '/////////////////////////////////////////////////////////////////////////////zH/7EdAQUJDXF' +
    '1eX1hZWltUVVZXUFFSU2xtbm9oaWprZGVmZ2BhYmN8fX5/eHl6e3R1dndwcXJzjI2Oj4iJiouEhYaHgIGCg5ydnp+Y' +
    'mZqblJWWl5CRkpOsra6vqKmqq6SlpqegoaKjvL2+v7i5uru0tba3sLGys8zNzs/IycrLxMXGx8DBwsPc3d7f2Nna29' +
    'TV1tfQ0dLT7O3u7+jp6uvk5ebn4OHi4/z9/v/4+fr79PX2DA0ODwgJCgsEBQYHAAECAxwdHh8YGRobFBUWFxAREhMs' +
    'LS4vKCkqKyQlJicgISIjPD0+Pzg5Ojs0NTY3MDEyM0xNTk9ISUpLREVG+wD///////////////85UMvExcbHEU6vgQ' +
    'AAAACiQPMF',
  legacy:
    'AiFMGAYQAAD/7AABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEiIyQlJicoKSorLC0uLzAxMjM0NTY3OD' +
    'k6Ozw9Pj9AQUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8' +
    'fX5/gIGCg4SFhoeIiYqLjI2Oj5CRkpOUlZaXmJmam5ydnp+goaKjpKWmp6ipqqusra6vsLGys7S1tre4ubq7vL2+v8' +
    'DBwsPExcbHyMnKy8zNzs/Q0dLT1NXW19jZ2tvc3d7f4OHi4+Tl5ufo6err7O3u7/Dx8vP09fb3+Pn6+wD/////////' +
    '//////////////////////////////////////////////////////////////////////////8x/+xER0ZJSEtKTU' +
    'xPTlFQU1JVVFdWWVhbWl1cX15hYGNiZWRnZmloa2ptbG9ucXBzcnV0d3Z5eHt6fXx/foGAg4KFhIeGiYiLio2Mj46R' +
    'kJOSlZSXlpmYm5qdnJ+eoaCjoqWkp6apqKuqrayvrrGws7K1tLe2ubi7ur28v77BwMPCxcTHxsnIy8rNzM/O0dDT0t' +
    'XU19bZ2Nva3dzf3uHg4+Ll5Ofm6ejr6u3s7+7x8PPy9fT39vn4+wEAAwIFBAcGCQgLCg0MDw4REBMSFRQXFhkYGxod' +
    'HB8eISAjIiUkJyYpKCsqLSwvLjEwMzI1NDc2OTg7Oj08Pz5BQENCRfsA//////////////////////////////////' +
    '//////////////////////////////////////////////////Mf/siImOj4yNkpOQkZaXlJWam5iZnp+cnaKjoKGm' +
    'p6Slqquoqa6vrK2ys7Cxtre0tbq7uLm+v7y9wsPAwcbHxMXKy8jJzs/MzdLT0NHW19TV2tvY2d7f3N3i4+Dh5ufk5e' +
    'rr6Onu7+zt8vPw8fb39PX6+/gCAwABBgcEBQoLCAkODwwNEhMQERYXFBUaGxgZHh8cHSIjICEmJyQlKisoKS4vLC0y' +
    'MzAxNjc0NTo7ODk+Pzw9QkNAQUZHREVKS0hJTk9MTVJTUFFWV1RVWltYWV5fXF1iY2BhZmdkZWpraGlub2xtcnNwcX' +
    'Z3dHV6e3h5fn98fYKDgIGGh4SFiov7AP//////////////////////////////////////////////////////////' +
    '/////////////////////////zH/7MzT0tHQ19bV1Nva2djf3t3c4+Lh4Ofm5eTr6uno7+7t7PPy8fD39vX0+/r5Aw' +
    'IBAAcGBQQLCgkIDw4NDBMSERAXFhUUGxoZGB8eHRwjIiEgJyYlJCsqKSgvLi0sMzIxMDc2NTQ7Ojk4Pz49PENCQUBH' +
    'RkVES0pJSE9OTUxTUlFQV1ZVVFtaWVhfXl1cY2JhYGdmZWRramlob25tbHNycXB3dnV0e3p5eH9+fXyDgoGAh4aFhI' +
    'uKiYiPjo2Mk5KRkJeWlZSbmpmYn56dnKOioaCnpqWkq6qpqK+urayzsrGwt7a1tLu6ubi/vr28w8LBwMfGxcTLysnI' +
    'z87N+wD///////////////////////////////////////////////////////////////////////////////////' +
    '8x/+wdHh8YGRobJCUmJyAhIiMsLS4vKCkqKzQ1NjcwMTIzPD0+Pzg5OjtERUZHQEFCQ0xNTk9ISUpLVFVWV1BRUlNc' +
    'XV5fWFlaW2RlZmdgYWJjbG1ub2hpamt0dXZ3cHFyc3x9fn94eXp7hIWGh4CBgoOMjY6PiImKi5SVlpeQkZKTnJ2en5' +
    'iZmpukpaanoKGio6ytrq+oqaqrtLW2t7CxsrO8vb6/uLm6u8TFxsfAwcLDzM3Oz8jJysvU1dbX0NHS09zd3t/Y2drb' +
    '5OXm5+Dh4uPs7e7v6Onq6/T19vfw8fLz/P3+BAUGBwABAgMMDQ4PCAkKCxQVFhcQERITHPsA//////////////////' +
    '//////////////////////////////////////////////////////////////////Mf/sW1plZGdmYWBjYm1sb25p' +
    'aGtqdXR3dnFwc3J9fH9+eXh7eoWEh4aBgIOCjYyPjomIi4qVlJeWkZCTkp2cn56ZmJuapaSnpqGgo6KtrK+uqairqr' +
    'W0t7axsLOyvby/vrm4u7rFxMfGwcDDws3Mz87JyMvK1dTX1tHQ09Ld3N/e2djb2uXk5+bh4OPi7ezv7uno6+r19Pf2' +
    '8fDz8v38/wUEBwYBAAMCDQwPDgkICwoVFBcWERATEh0cHx4ZGBsaJSQnJiEgIyItLC8uKSgrKjU0NzYxMDMyPTw/Pj' +
    'k4OzpFREdGQUBDQk1MT05JSEtKVVRXVlFQU1JdXF9eWVj7AP//////////////////////////////////////////' +
    '/////////////////////////////////////////zH/7KWio6Chrq+sraqrqKm2t7S1srOwsb6/vL26u7i5xsfExc' +
    'LDwMHOz8zNysvIydbX1NXS09DR3t/c3drb2Nnm5+Tl4uPg4e7v7O3q6+jp9vf09fLz8PH+//wGBwQFAgMAAQ4PDA0K' +
    'CwgJFhcUFRITEBEeHxwdGhsYGSYnJCUiIyAhLi8sLSorKCk2NzQ1MjMwMT4/PD06Ozg5RkdERUJDQEFOT0xNSktISV' +
    'ZXVFVSU1BRXl9cXVpbWFlmZ2RlYmNgYW5vbG1qa2hpdnd0dXJzcHF+f3x9ent4eYaHhIWCg4CBjo+MjYqLiImWl5SV' +
    'kpOQkZ6fnJ2am5iZpqek+wD///////////////////////////////////////////////////////////////////' +
    '////////////////8x/+zv7u3s6+rp6Pf29fTz8vHw//79BwYFBAMCAQAPDg0MCwoJCBcWFRQTEhEQHx4dHBsaGRgn' +
    'JiUkIyIhIC8uLSwrKikoNzY1NDMyMTA/Pj08Ozo5OEdGRURDQkFAT05NTEtKSUhXVlVUU1JRUF9eXVxbWllYZ2ZlZG' +
    'NiYWBvbm1sa2ppaHd2dXRzcnFwf359fHt6eXiHhoWEg4KBgI+OjYyLiomIl5aVlJOSkZCfnp2cm5qZmKempaSjoqGg' +
    'r66trKuqqai3trW0s7KxsL++vby7urm4x8bFxMPCwcDPzs3My8rJyNfW1dTT0tHQ397d3Nva2djn5uXk4+Lh4PsA//' +
    '//////////////////////////////////////////////////////////////////////////////////Mf/sOjs8' +
    'PT4/MDEyMzQ1NjdISUpLTE1OT0BBQkNERUZHWFlaW1xdXl9QUVJTVFVWV2hpamtsbW5vYGFiY2RlZmd4eXp7fH1+f3' +
    'BxcnN0dXZ3iImKi4yNjo+AgYKDhIWGh5iZmpucnZ6fkJGSk5SVlpeoqaqrrK2ur6ChoqOkpaanuLm6u7y9vr+wsbKz' +
    'tLW2t8jJysvMzc7PwMHCw8TFxsfY2drb3N3e39DR0tPU1dbX6Onq6+zt7u/g4eLj5OXm5/j5+vv8/f7/8PHyCAkKCw' +
    'wNDg8AAQIDBAUGBxgZGhscHR4fEBESExQVFhcoKSorLC0uLyAhIiMkJSYnODn7AP//////////////////////////' +
    '/////////////////////////////////////////////////////////zH/7H5xcHNydXR3domIi4qNjI+OgYCDgo' +
    'WEh4aZmJuanZyfnpGQk5KVlJeWqairqq2sr66hoKOipaSnprm4u7q9vL++sbCzsrW0t7bJyMvKzczPzsHAw8LFxMfG' +
    '2djb2t3c397R0NPS1dTX1uno6+rt7O/u4eDj4uXk5+b5+Pv6/fz//vHw8wkICwoNDA8OAQADAgUEBwYZGBsaHRwfHh' +
    'EQExIVFBcWKSgrKi0sLy4hICMiJSQnJjk4Ozo9PD8+MTAzMjU0NzZJSEtKTUxPTkFAQ0JFREdGWVhbWl1cX15RUFNS' +
    'VVRXVmloa2ptbG9uYWBjYmVkZ2Z5eHt6fXx/+wD///////////////////////////////////////////////////' +
    '////////////////////////////////8x/+y2t7S1ysvIyc7PzM3Cw8DBxsfExdrb2Nne39zd0tPQ0dbX1NXq6+jp' +
    '7u/s7eLj4OHm5+Tl+vv4+f7//P3y8/AKCwgJDg8MDQIDAAEGBwQFGhsYGR4fHB0SExARFhcUFSorKCkuLywtIiMgIS' +
    'YnJCU6Ozg5Pj88PTIzMDE2NzQ1SktISU5PTE1CQ0BBRkdERVpbWFleX1xdUlNQUVZXVFVqa2hpbm9sbWJjYGFmZ2Rl' +
    'ent4eX5/fH1yc3Bxdnd0dYqLiImOj4yNgoOAgYaHhIWam5iZnp+cnZKTkJGWl5SVqquoqa6vrK2io6Chpqekpbq7uL' +
    'm+v7y9srOwsfsA////////////////////////////////////////////////////////////////////////////' +
    '////////Mf/sDQwDAgEABwYFBBsaGRgfHh0cExIREBcWFRQrKikoLy4tLCMiISAnJiUkOzo5OD8+PTwzMjEwNzY1NE' +
    'tKSUhPTk1MQ0JBQEdGRURbWllYX15dXFNSUVBXVlVUa2ppaG9ubWxjYmFgZ2ZlZHt6eXh/fn18c3JxcHd2dXSLiomI' +
    'j46NjIOCgYCHhoWEm5qZmJ+enZyTkpGQl5aVlKuqqaivrq2so6KhoKempaS7urm4v769vLOysbC3trW0y8rJyM/Ozc' +
    'zDwsHAx8bFxNva2djf3t3c09LR0NfW1dTr6uno7+7t7OPi4eDn5uXk+/r5+P/+/fzz8vELCgkIDw77AP//////////' +
    '/////////////////////////////////////////////////////////////////////////zH/7EdAQUJDXF1eX1' +
    'hZWltUVVZXUFFSU2xtbm9oaWprZGVmZ2BhYmN8fX5/eHl6e3R1dndwcXJzjI2Oj4iJiouEhYaHgIGCg5ydnp+YmZqb' +
    'lJWWl5CRkpOsra6vqKmqq6SlpqegoaKjvL2+v7i5uru0tba3sLGys8zNzs/IycrLxMXGx8DBwsPc3d7f2Nna29TV1t' +
    'fQ0dLT7O3u7+jp6uvk5ebn4OHi4/z9/v/4+fr79PX2DA0ODwgJCgsEBQYHAAECAxwdHh8YGRobFBUWFxAREhMsLS4v' +
    'KCkqKyQlJicgISIjPD0+Pzg5Ojs0NTY3MDEyM0xNTk9ISUpLREVG+wD///////////////85UMvExcbH',
};

const octetsOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));

function unpack(input: Uint8Array, step = input.length): Buffer {
  const parts: Buffer[] = [];
  const stream = unpacker('lz4', (octets) => parts.push(Buffer.from(octets)));
  for (let at = 0; at < input.length; at += step) stream.push(input.subarray(at, at + step));
  stream.finish();
  return Buffer.concat(parts);
}

const join = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));
const skippable = Uint8Array.of(0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9);
/** A frame header without checksums, for blocks of 64 kB. */
const head = [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82];
const framed = (...block: number[]) =>
  Uint8Array.of(...head, block.length, 0, 0, 0, ...block, 0, 0, 0, 0);

describe('an LZ4 frame', () => {
  it.each(Object.entries(packed))('%s comes out whole, however it is cut', (_, text) => {
    const input = octetsOf(text);
    for (const step of [input.length, 100, 7]) {
      expect(unpack(input, step).equals(content), `${step} at a time`).toBe(true);
    }
  });

  it('may be followed by others, with skippable ones between', () => {
    const frames = [packed.linked, packed.legacy, packed.independent].map(octetsOf);
    const input = join(skippable, frames[0]!, skippable, frames[1]!, frames[2]!, skippable);
    expect(unpack(input, 999)).toHaveLength(3 * content.length);
    expect(unpack(new Uint8Array(0))).toHaveLength(0);
  });

  it('may hold a block as it is', () => {
    const stored = Uint8Array.of(...head, 2, 0, 0, 0x80, 65, 66, 0, 0, 0, 0);
    expect(unpack(stored).toString()).toBe('AB');
    expect(unpack(framed(0x20, 65, 66)).toString()).toBe('AB');
    expect(unpack(framed(0x12, 65, 1, 0)).toString()).toBe('AAAAAAA');
  });

  it.each([
    ['cut anywhere', octetsOf(packed.linked).subarray(0, 500)],
    ['without its end mark', octetsOf(packed.linked).subarray(0, -8)],
    ['of nothing known', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
    ['of another version', Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0xa0, 0x40, 0, 0)],
    ['that wants a dictionary', Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x61, 0x40, 0, 0, 0, 0, 0)],
    ['with a block over its limit', Uint8Array.of(...head, 1, 0, 2, 0)],
    ['with an offset of 0', framed(0x10, 65, 0, 0)],
    ['with an offset before its beginning', framed(0x10, 65, 2, 0)],
    ['with literals that are not there', framed(0x50, 65)],
    ['with half an offset', framed(0x10, 65, 1)],
    ['with a length that is cut', framed(0xf0, 255)],
    [
      'with a match beyond the block',
      framed(0x1f, 65, 1, 0, ...new Array<number>(300).fill(255), 0),
    ],
  ])('%s is refused', (_, input) => {
    expect(() => unpack(Uint8Array.from(input))).toThrow();
  });
});
