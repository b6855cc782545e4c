using System.Text;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Reads runs of byte tokens as UTF-8; every byte of a run that is none becomes U+FFFD.</summary>
internal sealed class ByteFallbackDecoder : TokenDecoder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public override List<string> Decode(List<string> tokens)
    {
        List<string> texts = new(tokens.Count);
        List<byte> run = [];
        foreach (string token in tokens)
        {
            if (ByteToken.TryRead(token, out byte value))
            {
                run.Add(value);
                continue;
            }

            Close(run, texts);
            texts.Add(token);
        }

        Close(run, texts);
        return texts;
    }

    private static void Close(List<byte> run, List<string> texts)
    {
        if (run.Count == 0)
        {
            return;
        }

        try
        {
            texts.Add(StrictUtf8.GetString([.. run]));
        }
        catch (DecoderFallbackException)
        {
            texts.AddRange(Enumerable.Repeat("\uFFFD", run.Count));
        }

        run.Clear();
    }
}
