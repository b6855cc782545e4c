using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads the bytes that byte-level tokens spell as UTF-8; bytes that are none become U+FFFD.</summary>
internal sealed class ByteLevelDecoder : TokenDecoder
{
    public static ByteLevelDecoder Read(ComponentSettings settings)
    {
        // The three concern the pre-tokenizer, which has its own.
        settings.Flag("add_prefix_space", absent: true);
        settings.Flag("trim_offsets", absent: true);
        settings.Flag("use_regex", absent: true);
        return new ByteLevelDecoder();
    }

    public override List<string> Decode(List<string> tokens)
    {
        List<byte> bytes = [];
        foreach (string token in tokens)
        {
            int before = bytes.Count;
            foreach (char character in token)
            {
                if (!ByteAlphabet.TryRead(character, out byte value))
                {
                    // An added token, which is written as it reads.
                    bytes.RemoveRange(before, bytes.Count - before);
                    bytes.AddRange(Encoding.UTF8.GetBytes(token));
                    break;
                }

                bytes.Add(value);
            }
        }

        return [Encoding.UTF8.GetString([.. bytes])];
    }
}
