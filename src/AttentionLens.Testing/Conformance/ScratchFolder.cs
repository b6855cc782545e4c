namespace AttentionLens.Testing.Conformance;

/// <summary>A temporary model folder; it is deleted again.</summary>
internal sealed class ScratchFolder : IDisposable
{
    // Laws that change a folder copy it; a checkpoint of a real model is not for that.
    private const long LargestCopy = 64 << 20;
    private readonly string _path = Directory.CreateTempSubdirectory("lens-conformance-").FullName;

    /// <summary>Creates a folder with a configuration alone.</summary>
    public ScratchFolder(string config) => File.WriteAllText(Path.Combine(_path, "config.json"), config);

    /// <summary>Creates a folder with a configuration and the other files of a model.</summary>
    public ScratchFolder(string config, ModelFolder model)
        : this(config)
    {
        foreach (string file in Files(model).Where(file => Path.GetFileName(file) != "config.json"))
        {
            File.Copy(file, Path.Combine(_path, Path.GetFileName(file)));
        }
    }

    public static bool CanCopy(ModelFolder model) => Files(model).Sum(file => new FileInfo(file).Length) <= LargestCopy;

    public ModelFolder Open() => ModelFolder.Open(_path);

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static string[] Files(ModelFolder model) => Directory.GetFiles(model.Path);
}
