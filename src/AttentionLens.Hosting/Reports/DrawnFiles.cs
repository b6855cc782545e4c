using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>The files of a report. What a plugin draws is written once it is whole; a plugin that throws costs that file alone.</summary>
internal sealed class DrawnFiles(string folder)
{
    private readonly ImmutableArray<UndrawnFile>.Builder _undrawn = ImmutableArray.CreateBuilder<UndrawnFile>();

    public ImmutableArray<UndrawnFile> Undrawn => _undrawn.ToImmutable();

    public void CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name));

    public void Write(string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }

    public void Refuse(string name, string reason) => _undrawn.Add(new UndrawnFile(name, OneLine.Of(reason)));

    /// <summary>Lets a plugin draw a file, and writes what it drew unless that is nothing.</summary>
    public void Draw(string name, string plugin, Action<Stream> draw)
    {
        byte[]? bytes = Try(name, plugin, () =>
        {
            using MemoryStream drawing = new();
            draw(drawing);
            return drawing.ToArray();
        });
        if (bytes is { Length: > 0 })
        {
            Keep(name, bytes);
        }
    }

    /// <summary>Writes a file that is whole.</summary>
    public byte[] Keep(string name, byte[] bytes)
    {
        Write(name, stream => stream.Write(bytes));
        return bytes;
    }

    /// <summary>Lets a plugin draw.</summary>
    /// <returns>What it drew, or null where it failed.</returns>
    public byte[]? Try(string name, string plugin, Func<byte[]> draw)
    {
        try
        {
            return draw();
        }
        catch (LensException exception)
        {
            Refuse(name, $"plugin '{plugin}': {exception.Message}");
        }
        catch (Exception exception)
        {
            Refuse(name, $"plugin '{plugin}' failed: {OneLine.Of(exception)}");
        }

        return null;
    }
}
