using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>The attention of all heads in JSON. Weights stand there in base 64: two bytes for each, the lower first, in 65535ths.</summary>
internal static class HeadViewJson
{
    public static void Write(Utf8JsonWriter writer, HeadViewFigure figure)
    {
        writer.Labels("queries", figure.Queries);
        writer.Labels("keys", figure.Keys);
        writer.WriteNumber("layer", figure.Layer);
        writer.WholeNumbers("querySentences", figure.QuerySentences);
        writer.WholeNumbers("keySentences", figure.KeySentences);
        writer.WriteStartArray("heads");
        foreach (AttentionHead head in figure.Heads)
        {
            writer.WriteStartObject();
            writer.WriteNumber("layer", head.Layer);
            writer.WriteNumber("head", head.Head);
            writer.WriteBase64String("weights", Bytes(head.Weights.Codes));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static HeadViewFigure Read(JsonNode node, ArtefactId id, string title)
    {
        AxisLabels queries = node.Property("queries").Labels();
        AxisLabels keys = node.Property("keys").Labels();
        return new HeadViewFigure(
            id, title, queries, keys, node.Property("heads").Items(head => ReadHead(head, queries.Labels.Length, keys.Labels.Length)))
        {
            Layer = node.Property("layer").Count(),
            QuerySentences = node.Optional("querySentences")?.Items(item => item.Count()) ?? [],
            KeySentences = node.Optional("keySentences")?.Items(item => item.Count()) ?? [],
        };
    }

    private static AttentionHead ReadHead(JsonNode node, int queries, int keys)
    {
        node.Only("layer", "head", "weights");
        byte[] bytes = node.Property("weights").Bytes();
        return bytes.Length == 2L * queries * keys
            ? new AttentionHead(node.Property("layer").Count(), node.Property("head").Count(), new AttentionWeights(queries, keys, Codes(bytes)))
            : throw new LensInputException(FormattableString.Invariant(
                $"'{node.Place}' does not fit together: {bytes.Length} bytes for {queries} queries times {keys} keys, expected two for each."));
    }

    private static ReadOnlySpan<byte> Bytes(ImmutableArray<ushort> codes)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(codes.AsSpan());
        }

        byte[] bytes = new byte[codes.Length * 2];
        for (int index = 0; index < codes.Length; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(index * 2), codes[index]);
        }

        return bytes;
    }

    private static ImmutableArray<ushort> Codes(byte[] bytes)
    {
        ushort[] codes = new ushort[bytes.Length / 2];
        for (int index = 0; index < codes.Length; index++)
        {
            codes[index] = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(index * 2));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(codes);
    }
}
