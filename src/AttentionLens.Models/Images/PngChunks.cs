using System.Buffers.Binary;
using System.Text;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models.Images;

/// <summary>The chunks of a PNG file that pixels are made from. Source: ISO/IEC 15948:2004, clauses 5 and 11.</summary>
internal sealed class PngChunks : IDisposable
{
    private const int Overhead = 12;
    private const int PaletteEntry = 3;
    private const int MostEntries = 256;
    private readonly string _file;
    private readonly MemoryStream _data = new();
    private PngHeader? _header;
    private bool _dataEnded;

    private PngChunks(string file) => _file = file;

    public PngHeader Header => _header!.Value;

    /// <summary>Three bytes for each colour.</summary>
    public byte[] Palette { get; private set; } = [];

    /// <summary>The compressed rows.</summary>
    public Stream Data
    {
        get
        {
            _data.Position = 0;
            return _data;
        }
    }

    public static PngChunks Read(ReadOnlySpan<byte> file, string name)
    {
        PngChunks chunks = new(name);
        try
        {
            chunks.ReadAll(file);
            return chunks;
        }
        catch
        {
            chunks.Dispose();
            throw;
        }
    }

    public void Dispose() => _data.Dispose();

    private void ReadAll(ReadOnlySpan<byte> file)
    {
        int place = PngFile.Signature.Length;
        bool ended = false;
        while (!ended)
        {
            if (file.Length - place < Overhead)
            {
                throw ImageError.Of(_file, "ends before its last chunk", "a whole PNG file");
            }

            uint length = BinaryPrimitives.ReadUInt32BigEndian(file[place..]);
            if (length > (uint)(file.Length - place - Overhead))
            {
                throw ImageError.Of(_file, $"has a chunk of {length} bytes at byte {place}, beyond its end", "a whole PNG file");
            }

            ReadOnlySpan<byte> body = file.Slice(place + 4, (int)length + 4);
            Crc32 sum = new();
            sum.Append(body);
            if (sum.Value != BinaryPrimitives.ReadUInt32BigEndian(file[(place + 8 + (int)length)..]))
            {
                throw ImageError.Of(_file, $"has a chunk at byte {place} whose checksum is another", "an undamaged PNG file");
            }

            ended = Take(body[..4], body[4..], place);
            place += Overhead + (int)length;
        }
    }

    private bool Take(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body, int place)
    {
        if ((_header is null) != type.SequenceEqual("IHDR"u8))
        {
            throw ImageError.Of(_file, $"has its header {(_header is null ? "missing" : "twice")}", "a PNG file that begins with its one header");
        }

        bool isData = type.SequenceEqual("IDAT"u8);
        _dataEnded |= _data.Length > 0 && !isData;
        if (isData)
        {
            Demand(!_dataEnded, "has image data in two places", "one run of data");
            Demand(Header.Color != PngColor.Palette || Palette.Length > 0, "has image data before its palette", "the palette first");
            _data.Write(body);
        }
        else if (type.SequenceEqual("IHDR"u8))
        {
            _header = PngHeader.Read(body, _file);
        }
        else if (type.SequenceEqual("PLTE"u8))
        {
            Demand(
                body.Length is > 0 and <= MostEntries * PaletteEntry && body.Length % PaletteEntry == 0 && Palette.Length == 0,
                $"has a palette of {body.Length} bytes{(Palette.Length > 0 ? " after another" : string.Empty)}",
                $"one of 1 to {MostEntries} colours");
            Palette = body.ToArray();
        }
        else if (type.SequenceEqual("IEND"u8))
        {
            Demand(_data.Length > 0, "has no image data", "a PNG file with pixels");
            return true;
        }
        else
        {
            // A small first letter says that pixels can be made without the chunk.
            Demand((type[0] & 0x20) != 0, $"has a chunk {Quoted.Of(Encoding.Latin1.GetString(type))} at byte {place}", "chunks that the format knows");
        }

        return false;
    }

    private void Demand(bool holds, string found, string expected)
    {
        if (!holds)
        {
            throw ImageError.Of(_file, found, expected);
        }
    }
}
